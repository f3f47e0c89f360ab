import { bigint, id, index, instant, json, key, table, text, uniqueIndex } from "../columns";
import { members } from "./members";

export const passwords = table("passwords", {
  memberId: id("member_id")
    .primaryKey()
    .references(() => members.id, { onDelete: "cascade" }),
  /** Argon2id in PHC form. */
  hash: text("hash").notNull(),
  changedAt: instant("changed_at").notNull(),
});

/** A signed-in browser. The cookie holds 32 random bytes, the row their SHA-256. */
export const sessions = table(
  "sessions",
  {
    id: id("id").primaryKey(),
    tokenHash: key("token_hash").notNull(),
    memberId: id("member_id")
      .notNull()
      .references(() => members.id, { onDelete: "cascade" }),
    createdAt: instant("created_at").notNull(),
    seenAt: instant("seen_at").notNull(),
    expiresAt: instant("expires_at").notNull(),
    device: text("device").notNull(),
    /** When its member last showed that they are themselves; dangerous acts want this to be recent. */
    confirmedAt: instant("confirmed_at"),
  },
  (t) => [uniqueIndex("sessions_token_hash").on(t.tokenHash), index("sessions_member").on(t.memberId, t.id)],
);

/**
 * `setup`: founds the team. `sign-in`, `reset`: lets its member in, or choose a password. `second-step`: a member who has
 * shown the first of two factors. `prove-address`, `revert-address`, `merge`: about an address of its member. `self-join`:
 * proves the address of somebody who may join by themselves. `passkey`: a challenge that a browser signs. `confirm`: a
 * code by which one session shows that it is still its member's.
 */
export type LinkKind =
  | "setup"
  | "sign-in"
  | "reset"
  | "second-step"
  | "prove-address"
  | "revert-address"
  | "merge"
  | "self-join"
  | "passkey"
  | "confirm";

/** A link that can be spent once. Only the hash of its token is kept. */
export const oneTimeLinks = table(
  "one_time_links",
  {
    id: id("id").primaryKey(),
    kind: key("kind").$type<LinkKind>().notNull(),
    tokenHash: key("token_hash").notNull(),
    payload: json("payload").$type<Record<string, unknown>>().notNull(),
    makerId: id("maker_id").references(() => members.id, { onDelete: "cascade" }),
    /** Whom it is for. */
    memberId: id("member_id").references(() => members.id, { onDelete: "cascade" }),
    createdAt: instant("created_at").notNull(),
    expiresAt: instant("expires_at").notNull(),
    spentAt: instant("spent_at"),
    /** The member that came of it, so that the same call made again is known for what it is. */
    spentBy: id("spent_by").references(() => members.id, { onDelete: "set null" }),
    revokedAt: instant("revoked_at"),
  },
  (t) => [
    uniqueIndex("one_time_links_token_hash").on(t.tokenHash),
    index("one_time_links_kind").on(t.kind, t.createdAt),
    index("one_time_links_member").on(t.memberId, t.kind),
  ],
);

/** A key pair of which a member's device holds the private half (WebAuthn). */
export const passkeys = table(
  "passkeys",
  {
    id: id("id").primaryKey(),
    memberId: id("member_id")
      .notNull()
      .references(() => members.id, { onDelete: "cascade" }),
    /** As the device calls it, base64url. */
    credentialId: key("credential_id").notNull(),
    /** COSE key, base64url. */
    publicKey: text("public_key").notNull(),
    counter: bigint("counter").notNull(),
    transports: json("transports").$type<string[]>().notNull(),
    name: text("name").notNull(),
    createdAt: instant("created_at").notNull(),
    usedAt: instant("used_at"),
  },
  (t) => [uniqueIndex("passkeys_credential").on(t.credentialId), index("passkeys_member").on(t.memberId, t.id)],
);

/** A member's authenticator app (TOTP, RFC 6238). Asked for once it was confirmed by a first code. */
export const totpKeys = table("totp_keys", {
  memberId: id("member_id")
    .primaryKey()
    .references(() => members.id, { onDelete: "cascade" }),
  /** Sealed with the installation's secret. */
  sealed: text("sealed").notNull(),
  confirmedAt: instant("confirmed_at"),
  /** The time step of the latest code that was taken: none is taken twice. */
  lastStep: bigint("last_step").notNull(),
});

/** What lets a member in whose authenticator is lost, each once. */
export const recoveryCodes = table(
  "recovery_codes",
  {
    id: id("id").primaryKey(),
    memberId: id("member_id")
      .notNull()
      .references(() => members.id, { onDelete: "cascade" }),
    codeHash: key("code_hash").notNull(),
    spentAt: instant("spent_at"),
  },
  (t) => [uniqueIndex("recovery_codes_member").on(t.memberId, t.codeHash)],
);

/** Who a member is at an OpenID Connect provider. */
export const oidcSubjects = table(
  "oidc_subjects",
  {
    id: id("id").primaryKey(),
    /** The provider's issuer address. */
    issuer: key("issuer").notNull(),
    subject: key("subject").notNull(),
    memberId: id("member_id")
      .notNull()
      .references(() => members.id, { onDelete: "cascade" }),
    createdAt: instant("created_at").notNull(),
  },
  (t) => [uniqueIndex("oidc_subjects_subject").on(t.issuer, t.subject), index("oidc_subjects_member").on(t.memberId)],
);
