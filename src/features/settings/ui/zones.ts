type Zone = { zone: string; city: string };

/** "Lisbon" of "Europe/Lisbon"; a zone without a city is its own. */
export const cityOf = (zone: string): string => (zone.split("/").at(-1) ?? zone).replaceAll("_", " ");

/** Every zone that this browser knows, by region, and UTC. */
export function zoneGroups(): { region: string; zones: Zone[] }[] {
  const groups = new Map<string, Zone[]>();
  for (const zone of [...Intl.supportedValuesOf("timeZone"), "UTC"]) {
    const region = zone.includes("/") ? (zone.split("/")[0] ?? zone) : "UTC";
    const list = groups.get(region) ?? [];
    if (!list.some((known) => known.zone === zone)) groups.set(region, [...list, { zone, city: cityOf(zone) }]);
  }
  return [...groups].map(([region, zones]) => ({ region, zones: zones.sort((a, b) => a.city.localeCompare(b.city)) }));
}

/** The weekday and hour of an instant: "Thu 11:04". */
export function weekdayClock(at: number, zone: string, locale: string): string {
  const part = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { ...options, timeZone: zone }).format(at);
  return `${part({ weekday: "short" })} ${part({ hour: "2-digit", minute: "2-digit", hourCycle: "h23" })}`;
}
