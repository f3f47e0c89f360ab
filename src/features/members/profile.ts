import { isDeepStrictEqual } from "node:util";
import { and, eq, isNull } from "drizzle-orm";
import type { Actor } from "@/kernel/actor";
import { notFound } from "@/kernel/errors";
import { newId } from "@/kernel/ids";
import { nameKey } from "@/kernel/text";
import type { Tx } from "@/platform/db";
import { members, pictures } from "@/platform/db/schema";
import { emit } from "@/platform/events";
import { memberChanged, type ProfileInput } from "./contract";
import { rememberName } from "./former-names";
import { assertHandleFree } from "./free-handle";

/**
 * Changes what the actor says of themselves, in a transaction with the lock `members`, and emits `member.changed`. What
 * is so already changes nothing. The old handle is free at once: posts hold references, not handles. What they were
 * called is remembered until they are erased.
 * @throws AppError CONFLICT, naming the field, when the handle is another member's or a group's.
 */
export async function setProfile(tx: Tx, actor: Actor, input: ProfileInput): Promise<void> {
  const [old] = await tx
    .select({
      name: members.name,
      handle: members.handle,
      pronouns: members.pronouns,
      languages: members.languages,
    })
    .from(members)
    .where(and(eq(members.id, actor.id), isNull(members.deactivatedAt)));
  if (!old) throw notFound("member");
  const kept = { ...old, pronouns: old.pronouns ?? "", languages: old.languages ?? [] };
  const next = {
    name: input.name ?? kept.name,
    handle: input.handle ?? kept.handle,
    pronouns: input.pronouns ?? kept.pronouns,
    languages: input.languages ?? kept.languages,
  };
  if (isDeepStrictEqual(kept, next)) return;
  if (next.handle !== kept.handle) await assertHandleFree(tx, next.handle, actor.id);
  const keys = { nameKey: nameKey(next.name), handleKey: nameKey(next.handle) };
  if (next.name !== kept.name || next.handle !== kept.handle)
    await rememberName(tx, actor.id, { name: kept.name, handleKey: nameKey(kept.handle) });
  await tx
    .update(members)
    .set({ ...next, ...keys })
    .where(eq(members.id, actor.id));
  await emit(tx, memberChanged({ memberId: actor.id }), actor);
}

/** Gives the actor a picture (WebP as base64, from `encodePicture`) in the place of the last one. */
export async function setPicture(tx: Tx, actor: Actor, data: string): Promise<{ pictureId: string }> {
  const id = newId();
  const found = await tx
    .update(members)
    .set({ pictureId: id })
    .where(and(eq(members.id, actor.id), isNull(members.deactivatedAt)))
    .returning({ id: members.id });
  if (found.length === 0) throw notFound("member");
  await tx
    .insert(pictures)
    .values({ memberId: actor.id, id, data })
    .onConflictDoUpdate({ target: pictures.memberId, set: { id, data } });
  await emit(tx, memberChanged({ memberId: actor.id }), actor);
  return { pictureId: id };
}

/** Takes the actor's picture away; nothing happens when there is none. */
export async function removePicture(tx: Tx, actor: Actor): Promise<void> {
  const gone = await tx.delete(pictures).where(eq(pictures.memberId, actor.id)).returning({ id: pictures.id });
  if (gone.length === 0) return;
  await tx.update(members).set({ pictureId: null }).where(eq(members.id, actor.id));
  await emit(tx, memberChanged({ memberId: actor.id }), actor);
}
