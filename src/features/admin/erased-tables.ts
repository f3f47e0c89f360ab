/** The tables in which erasing a member deletes or writes over what was theirs: what their files hold goes afterwards. */
export const tablesOfErasure = [
  ...["addresses", "address_changes", "passwords", "sessions", "one_time_links", "passkeys", "totp_keys"],
  ...[
    "recovery_codes",
    "oidc_subjects",
    "invitations",
    "former_names",
    "members",
    "pictures",
    "audit_entries",
    "jobs",
    "search_index",
  ],
  ...["channel_sections", "channel_members", "channel_defaults", "group_members", "follows", "digest_plans"],
  ...["inbox_entries", "read_states", "notifications", "deliveries", "mails", "mailed_posts", "posts", "threads"],
  ...["post_revisions", "drafts"],
];
