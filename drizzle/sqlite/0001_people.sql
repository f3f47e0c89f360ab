CREATE TABLE `address_changes` (
	`id` text PRIMARY KEY NOT NULL,
	`member_id` text NOT NULL,
	`old_address` text NOT NULL,
	`new_address` text NOT NULL,
	`changed_at` integer NOT NULL,
	`reverted_at` integer,
	FOREIGN KEY (`member_id`) REFERENCES `members`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `address_changes_member` ON `address_changes` (`member_id`,`changed_at`);--> statement-breakpoint
CREATE TABLE `oidc_subjects` (
	`id` text PRIMARY KEY NOT NULL,
	`issuer` text NOT NULL,
	`subject` text NOT NULL,
	`member_id` text NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`member_id`) REFERENCES `members`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `oidc_subjects_subject` ON `oidc_subjects` (`issuer`,`subject`);--> statement-breakpoint
CREATE INDEX `oidc_subjects_member` ON `oidc_subjects` (`member_id`);--> statement-breakpoint
CREATE TABLE `passkeys` (
	`id` text PRIMARY KEY NOT NULL,
	`member_id` text NOT NULL,
	`credential_id` text NOT NULL,
	`public_key` text NOT NULL,
	`counter` integer NOT NULL,
	`transports` text NOT NULL,
	`name` text NOT NULL,
	`created_at` integer NOT NULL,
	`used_at` integer,
	FOREIGN KEY (`member_id`) REFERENCES `members`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `passkeys_credential` ON `passkeys` (`credential_id`);--> statement-breakpoint
CREATE INDEX `passkeys_member` ON `passkeys` (`member_id`,`id`);--> statement-breakpoint
CREATE TABLE `recovery_codes` (
	`id` text PRIMARY KEY NOT NULL,
	`member_id` text NOT NULL,
	`code_hash` text NOT NULL,
	`spent_at` integer,
	FOREIGN KEY (`member_id`) REFERENCES `members`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `recovery_codes_member` ON `recovery_codes` (`member_id`,`code_hash`);--> statement-breakpoint
CREATE TABLE `totp_keys` (
	`member_id` text PRIMARY KEY NOT NULL,
	`sealed` text NOT NULL,
	`confirmed_at` integer,
	`last_step` integer NOT NULL,
	FOREIGN KEY (`member_id`) REFERENCES `members`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `group_members` (
	`group_id` text NOT NULL,
	`member_id` text NOT NULL,
	`added_at` integer NOT NULL,
	PRIMARY KEY(`group_id`, `member_id`),
	FOREIGN KEY (`group_id`) REFERENCES `groups`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`member_id`) REFERENCES `members`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `group_members_member` ON `group_members` (`member_id`,`group_id`);--> statement-breakpoint
CREATE TABLE `groups` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`name_key` text NOT NULL,
	`handle` text NOT NULL,
	`handle_key` text NOT NULL,
	`purpose` text NOT NULL,
	`maker_id` text NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`maker_id`) REFERENCES `members`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `groups_handle_key` ON `groups` (`handle_key`);--> statement-breakpoint
CREATE INDEX `groups_name_key` ON `groups` (`name_key`,`id`);--> statement-breakpoint
CREATE TABLE `invitation_channels` (
	`invitation_id` text NOT NULL,
	`channel_id` text NOT NULL,
	PRIMARY KEY(`invitation_id`, `channel_id`),
	FOREIGN KEY (`invitation_id`) REFERENCES `invitations`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`channel_id`) REFERENCES `channels`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `invitation_channels_channel` ON `invitation_channels` (`channel_id`);--> statement-breakpoint
CREATE TABLE `invitation_uses` (
	`member_id` text PRIMARY KEY NOT NULL,
	`invitation_id` text NOT NULL,
	`used_at` integer NOT NULL,
	FOREIGN KEY (`member_id`) REFERENCES `members`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`invitation_id`) REFERENCES `invitations`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `invitation_uses_invitation` ON `invitation_uses` (`invitation_id`,`used_at`);--> statement-breakpoint
CREATE TABLE `invitations` (
	`id` text PRIMARY KEY NOT NULL,
	`token_hash` text NOT NULL,
	`maker_id` text NOT NULL,
	`role` text NOT NULL,
	`address` text,
	`max_uses` integer,
	`uses` integer NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`revoked_at` integer,
	FOREIGN KEY (`maker_id`) REFERENCES `members`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `invitations_token_hash` ON `invitations` (`token_hash`);--> statement-breakpoint
CREATE INDEX `invitations_created` ON `invitations` (`created_at`,`id`);--> statement-breakpoint
CREATE INDEX `invitations_maker` ON `invitations` (`maker_id`);--> statement-breakpoint
CREATE TABLE `pictures` (
	`member_id` text PRIMARY KEY NOT NULL,
	`id` text NOT NULL,
	`data` text NOT NULL,
	FOREIGN KEY (`member_id`) REFERENCES `members`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `audit_entries` (
	`id` text PRIMARY KEY NOT NULL,
	`at` integer NOT NULL,
	`actor_id` text,
	`action` text NOT NULL,
	`subject_kind` text NOT NULL,
	`subject_id` text,
	`data` text NOT NULL,
	`from_address` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `audit_entries_at` ON `audit_entries` (`at`,`id`);--> statement-breakpoint
CREATE INDEX `audit_entries_actor` ON `audit_entries` (`actor_id`,`at`);--> statement-breakpoint
PRAGMA foreign_keys=OFF;--> statement-breakpoint
CREATE TABLE `__new_mails` (
	`id` text PRIMARY KEY NOT NULL,
	`member_id` text,
	`kind` text NOT NULL,
	`address` text,
	`subject_id` text,
	`slot` text NOT NULL,
	`message_id` text NOT NULL,
	`state` text NOT NULL,
	`full_post_ids` text NOT NULL,
	`subject` text NOT NULL,
	`html` text NOT NULL,
	`text` text NOT NULL,
	`raw` text NOT NULL,
	`attempts` integer NOT NULL,
	`last_error` text,
	`created_at` integer NOT NULL,
	`sent_at` integer,
	FOREIGN KEY (`member_id`) REFERENCES `members`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
INSERT INTO `__new_mails`("id", "member_id", "kind", "address", "subject_id", "slot", "message_id", "state", "full_post_ids", "subject", "html", "text", "raw", "attempts", "last_error", "created_at", "sent_at") SELECT "id", "member_id", "kind", NULL, NULL, "slot", "message_id", "state", "full_post_ids", "subject", "html", "text", "raw", "attempts", "last_error", "created_at", "sent_at" FROM `mails`;--> statement-breakpoint
DROP TABLE `mails`;--> statement-breakpoint
ALTER TABLE `__new_mails` RENAME TO `mails`;--> statement-breakpoint
PRAGMA foreign_keys=ON;--> statement-breakpoint
CREATE UNIQUE INDEX `mails_slot` ON `mails` (`member_id`,`kind`,`slot`);--> statement-breakpoint
CREATE UNIQUE INDEX `mails_message_id` ON `mails` (`message_id`);--> statement-breakpoint
CREATE INDEX `mails_member` ON `mails` (`member_id`,`created_at`,`id`);--> statement-breakpoint
ALTER TABLE `one_time_links` ADD `member_id` text REFERENCES members(id) ON DELETE cascade;--> statement-breakpoint
CREATE INDEX `one_time_links_member` ON `one_time_links` (`member_id`,`kind`);--> statement-breakpoint
ALTER TABLE `sessions` ADD `confirmed_at` integer;--> statement-breakpoint
ALTER TABLE `members` ADD `pronouns` text;--> statement-breakpoint
ALTER TABLE `members` ADD `languages` text;--> statement-breakpoint
ALTER TABLE `members` ADD `picture_id` text;--> statement-breakpoint
ALTER TABLE `members` ADD `asked_zone` text;--> statement-breakpoint
ALTER TABLE `members` ADD `erased_at` integer;--> statement-breakpoint
ALTER TABLE `members` ADD `merged_into` text REFERENCES members(id);--> statement-breakpoint
ALTER TABLE `workspace` ADD `join_domains` text;--> statement-breakpoint
CREATE INDEX `addresses_member` ON `addresses` (`member_id`,`created_at`);