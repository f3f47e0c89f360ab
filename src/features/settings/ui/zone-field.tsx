"use client";

import { useLocale, useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { now } from "@/kernel/clock";
import { Field, Select } from "@/ui";
import { weekdayClock, zoneGroups } from "./zones";

type ZoneFieldProps = {
  label: string;
  /** IANA; empty until it is known. */
  value: string;
  onChange: (zone: string) => void;
  error?: string;
  /** Takes the browser's zone when there is none yet, and says so. */
  guess?: boolean;
};

/** A time zone by name, with what hour it is there. */
export function ZoneField({ label, value, onChange, error, guess = false }: ZoneFieldProps) {
  const t = useTranslations("zone");
  const locale = useLocale();
  // What zones there are is known to the browser alone: until it has the page, the list is empty.
  const [groups, setGroups] = useState<ReturnType<typeof zoneGroups>>([]);
  const [guessed, setGuessed] = useState(false);
  useEffect(() => setGroups(zoneGroups()), []);
  useEffect(() => {
    if (!guess || value) return;
    onChange(Intl.DateTimeFormat().resolvedOptions().timeZone);
    setGuessed(true);
  }, [guess, value, onChange]);
  const known = groups.some(({ zones }) => zones.some(({ zone }) => zone === value));
  const time = value && groups.length > 0 ? weekdayClock(now(), value, locale) : undefined;
  return (
    <Field label={label} error={error} hint={time && t(guessed ? "guessed" : "there", { time })}>
      {(wiring) => (
        <Select {...wiring} required value={value} onChange={(event) => onChange(event.currentTarget.value)}>
          {!known && <option value={value}>{value}</option>}
          {groups.map(({ region, zones }) => (
            <optgroup key={region} label={region}>
              {zones.map(({ zone, city }) => (
                <option key={zone} value={zone}>
                  {city === zone ? zone : `${city} (${zone})`}
                </option>
              ))}
            </optgroup>
          ))}
        </Select>
      )}
    </Field>
  );
}
