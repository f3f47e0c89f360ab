import { z } from "zod";
import { address, addressKey } from "@/features/addresses/contract";
import { linkState, newPassword, tokenText } from "@/features/auth/contract";
import { locale, memberName, zone } from "@/features/members/contract";
import { id } from "@/kernel/ids";
import { defineEvent } from "@/platform/events/define";
import { domainKey } from "./domains";

/** What an invitation can make of somebody. Owners are made by owners, of members. */
const invitedRole = z.enum(["member", "guest", "admin"]);
export type InvitedRole = z.infer<typeof invitedRole>;

/** To whom one of them goes: mailed to an address, or without one, a link to pass on. The browser makes the id. */
const invitee = z.object({ id, address: address.optional() });

export const makeInput = z
  .object({
    role: invitedRole.default("member"),
    /** Besides the public channels, which are everybody's but a guest's. */
    channelIds: z.array(id).max(200, "That is more than 200 channels.").default([]),
    days: z.literal([1, 7, 30]).default(7),
    /** How many people may join by the link; null means any number. */
    uses: z.literal([1, 5, 25]).nullable().default(1),
    to: z.array(invitee).min(1, "This invites nobody.").max(50, "At most 50 people are invited at once."),
  })
  .superRefine(({ role, channelIds, uses, to }, context) => {
    const refuse = (message: string, ...path: (string | number)[]) =>
      context.addIssue({ code: "custom", message, path });
    if (role === "guest" && channelIds.length === 0)
      refuse("A guest sees only the channels that they were added to. Choose at least one.", "channelIds");
    const isMailed = to.some((one) => one.address !== undefined);
    if (isMailed && uses !== 1) refuse("What is mailed to somebody is for them alone.", "uses");
    if (!isMailed && to.length > 1) refuse("One link at a time; it can be good for several people.", "to");
    const seen = new Set<string>();
    for (const [index, one] of to.entries()) {
      const key = one.address === undefined ? one.id : addressKey(one.address);
      if (seen.has(key)) refuse("This address stands here twice.", "to", index, "address");
      seen.add(key);
    }
  });
export type MakeInput = z.infer<typeof makeInput>;

const madeInvitation = z.object({
  id,
  /** Opens /join/TOKEN. */
  token: z.string(),
  address: z.string().nullable(),
  expiresAt: z.number(),
});
export type MadeInvitation = z.infer<typeof madeInvitation>;
export const made = z.array(madeInvitation);

export const invitationInput = z.object({ id });

/** An open invitation, as an owner or admin may know it. */
const invitationLine = z.object({
  id,
  /** Null when it grants more than its reader may: then its link is not for them. */
  token: z.string().nullable(),
  maker: z.object({ id, name: z.string() }),
  role: invitedRole,
  /** Of its channels those that the reader sees. */
  channels: z.array(z.object({ id, name: z.string() })),
  address: z.string().nullable(),
  uses: z.number(),
  /** Null means any number. */
  maxUses: z.number().nullable(),
  createdAt: z.number(),
  expiresAt: z.number(),
});
export type InvitationLine = z.infer<typeof invitationLine>;
export const invitationPage = z.object({ items: z.array(invitationLine), next: z.string().nullable() });

/** A mail domain, as it is compared: lower-cased, in the form that the DNS knows. */
const domain = z
  .string("The domain must be a text.")
  .max(300)
  .transform((text, context) => {
    const key = domainKey(text.trim());
    if (key !== null) return key;
    context.addIssue({ code: "custom", message: "This is not a mail domain. It looks like example.org." });
    return z.NEVER;
  });

export const domainsInput = z.object({ domains: z.array(domain).max(50, "That is more than 50 domains.") });

/** `mail`: whether this server can send any, without which nobody is invited by mail or joins by themselves. */
export const domainsView = z.object({ domains: z.array(z.string()), mail: z.boolean() });

/** The new member behind a link. The browser makes the id: the same call again makes nobody else. */
const person = z.object({
  token: tokenText,
  memberId: id,
  name: memberName,
  password: newPassword,
  zone,
  locale,
});

export const joinInput = person.extend({ address });
export type JoinInput = z.infer<typeof joinInput>;

export const selfJoinInput = person;
export type SelfJoinInput = z.infer<typeof selfJoinInput>;

export const lookInput = z.object({ token: tokenText });
/**
 * `team`, `by` (who made the link) and `address` (whom it was mailed to, told to who came by the mail) are told while it
 * is open alone.
 */
export const joinView = z.object({
  state: linkState,
  team: z.string().nullable(),
  by: z.string().nullable(),
  address: z.string().nullable(),
});
export type JoinView = z.infer<typeof joinView>;
export const selfJoinView = joinView.omit({ by: true });
export type SelfJoinView = z.infer<typeof selfJoinView>;

/** `locale` is what the mail is written in. */
export const askInput = z.object({ address, locale });
export const selfJoining = z.object({ isOpen: z.boolean() });

/** The member who may now sign in. */
export const joined = z.object({ memberId: id });

/**
 * The list of open invitations, or of domains, is another one. Addressed to owners and admins, and without an id: who was
 * one of them when it happened need not be one when they hear of it.
 */
export const invitationChanged = defineEvent("invitation.changed", z.object({ memberIds: z.array(id) }));
