import { abandonedChannels, channelsHeldBy, countAbandonedChannels, inheritChannels } from "@/features/channels";
import { countEmptyGroups, emptyGroups, groupsHeldBy, inheritGroups } from "@/features/groups";
import type { Read, Tx } from "@/platform/db";
import type { Holdings } from "./contract";

/** What a member may hold that would have nobody without them, and how somebody takes it over. */
type Holding = {
  /** What this member holds alone. */
  heldBy(read: Read, memberId: string): Promise<string[]>;
  /** What nobody holds. */
  abandoned(read: Read): Promise<string[]>;
  countAbandoned(read: Read): Promise<number>;
  inherit(tx: Tx, ids: readonly string[], heirId: string, by: { id: string }): Promise<void>;
};

const holdings: Record<keyof Holdings, Holding> = {
  channels: {
    heldBy: channelsHeldBy,
    abandoned: abandonedChannels,
    countAbandoned: countAbandonedChannels,
    inherit: inheritChannels,
  },
  groups: {
    heldBy: groupsHeldBy,
    abandoned: emptyGroups,
    countAbandoned: countEmptyGroups,
    inherit: inheritGroups,
  },
};
const kinds = Object.keys(holdings) as (keyof Holdings)[];

async function gather(ask: (kind: keyof Holdings) => Promise<number>): Promise<Holdings> {
  const counts = {} as Holdings;
  for (const kind of kinds) counts[kind] = await ask(kind);
  return counts;
}

/** How much a member holds alone, by kind: counts, since names may be nobody else's business. */
export const holdingsOf = (read: Read, memberId: string): Promise<Holdings> =>
  gather(async (kind) => (await holdings[kind].heldBy(read, memberId)).length);

/** How much has nobody. */
export const countAbandoned = (read: Read): Promise<Holdings> => gather((kind) => holdings[kind].countAbandoned(read));

/** Lets the heir, if there is one, take over what a member holds alone. Gives how much that was. */
export function passOn(tx: Tx, memberId: string, heirId: string | null, by: { id: string }): Promise<Holdings> {
  return gather((kind) => pass(tx, kind, (read) => holdings[kind].heldBy(read, memberId), heirId, by));
}

/** Lets somebody take over all that has nobody. Gives how much that was. */
export const adoptAbandoned = (tx: Tx, heirId: string, by: { id: string }): Promise<Holdings> =>
  gather((kind) => pass(tx, kind, holdings[kind].abandoned, heirId, by));

async function pass(
  tx: Tx,
  kind: keyof Holdings,
  find: (read: Read) => Promise<string[]>,
  heirId: string | null,
  by: { id: string },
): Promise<number> {
  const ids = await find(tx);
  if (heirId) await holdings[kind].inherit(tx, ids, heirId, by);
  return ids.length;
}
