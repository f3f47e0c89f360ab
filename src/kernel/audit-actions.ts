/** Every act of administration that is written down, as `noun.verb`. Each has its words in the catalogues (`audit.did`). */
export const auditActions = [
  "address.proven",
  "channel.archived",
  "channel.made_private",
  "channel.made_public",
  "channel.taken_back",
  "group.removed",
  "holdings.given",
  "invitation.accepted",
  "invitation.made",
  "invitation.revoked",
  "member.deactivated",
  "member.erased",
  "member.left",
  "member.merged",
  "member.one_step_forced",
  "member.reactivated",
  "member.reset_link_made",
  "member.role_changed",
  "member.signed_out",
  "post.deleted",
  "workspace.founded",
  "workspace.join_domains_set",
] as const;

export type AuditAction = (typeof auditActions)[number];
