import { and, inArray } from "drizzle-orm";
import { type Viewer, visibleChannels } from "@/features/channels";
import { visibleGroups, visibleMembers } from "@/features/members";
import { collectRefs, type Lookup } from "@/kernel/markdown";
import type { Read } from "@/platform/db";
import { channels, groups, members } from "@/platform/db/schema";
import { env } from "@/platform/env";

/** The most names of one kind that are looked up for one post; ten times what it may name. */
const NAMES = 500;

/** This host's own origin: links to it become references. */
export const baseUrl = (): string => env().publicUrl.origin;

/** The handles and channel names that a text holds, as keys. */
export const namesIn = (body: string) => collectRefs(body, baseUrl());

/**
 * Looks up the handles and channel names that a text holds (`namesIn`), as far as its author may know of them. Private channels may
 * share a public one's name: then the public one is meant. At most three statements.
 */
export async function lookUp(
  read: Read,
  author: Viewer,
  { handles, channels: names }: { handles: string[]; channels: string[] },
): Promise<Lookup> {
  const people = handles.length
    ? await read
        .select({ key: members.handleKey, id: members.id })
        .from(members)
        .where(and(inArray(members.handleKey, handles.slice(0, NAMES)), visibleMembers(read, author)))
    : [];
  // One namespace: what is a member's is no group's.
  const known = new Set(people.map(({ key }) => key));
  const rest = handles.filter((handle) => !known.has(handle));
  const sets = rest.length
    ? await read
        .select({ key: groups.handleKey, id: groups.id })
        .from(groups)
        .where(and(inArray(groups.handleKey, rest.slice(0, NAMES)), visibleGroups(read, author)))
    : [];
  const places = names.length
    ? await read
        .select({ key: channels.nameKey, id: channels.id })
        .from(channels)
        .where(and(inArray(channels.nameKey, names.slice(0, NAMES)), visibleChannels(author)))
        .orderBy(channels.visibility, channels.id)
    : [];
  return {
    members: new Map(people.map(({ key, id }) => [key, id])),
    groups: new Map(sets.map(({ key, id }) => [key, id])),
    // The last of a name counts, and "public" sorts after "private".
    channels: new Map(places.map(({ key, id }) => [key, id])),
  };
}
