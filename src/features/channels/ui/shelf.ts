import type { ChannelLine, Section } from "../contract";

/** A heading and the channels under it; without a section, those that stand under none. */
export type Shelf = { section: Section | null; channels: ChannelLine[] };
/** Where a channel goes: under a section or none, before another or last. */
export type Move = { channelId: string; sectionId: string | null; beforeId: string | null };

/** A member's channels as they keep them: their sections in order, then those under none. `channels` come by name. */
export function shelvesOf(channels: readonly ChannelLine[], sections: readonly Section[]): Shelf[] {
  const known = new Set(sections.map(({ id }) => id));
  const under = (id: string | null): ChannelLine[] =>
    channels
      .filter(({ sectionId }) => (sectionId !== null && known.has(sectionId) ? sectionId : null) === id)
      .toSorted((one, other) => one.position - other.position);
  return [...sections, null].map((section) => ({ section, channels: under(section?.id ?? null) }));
}

/** What moves something of a list one place up or down: before which it goes. Undefined where it stands at that end. */
export function steps(ids: readonly string[], id: string): { up?: string; down?: string | null } {
  const at = ids.indexOf(id);
  return {
    ...(at > 0 && { up: ids[at - 1] }),
    ...(at >= 0 && at < ids.length - 1 && { down: ids[at + 2] ?? null }),
  };
}
