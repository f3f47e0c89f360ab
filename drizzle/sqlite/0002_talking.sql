CREATE TABLE `channel_defaults` (
	`channel_id` text NOT NULL,
	`member_id` text NOT NULL,
	PRIMARY KEY(`channel_id`, `member_id`),
	FOREIGN KEY (`channel_id`) REFERENCES `channels`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`member_id`) REFERENCES `members`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `channel_defaults_member` ON `channel_defaults` (`member_id`);--> statement-breakpoint
CREATE TABLE `channel_sections` (
	`id` text PRIMARY KEY NOT NULL,
	`member_id` text NOT NULL,
	`name` text NOT NULL,
	`position` integer NOT NULL,
	FOREIGN KEY (`member_id`) REFERENCES `members`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `channel_sections_member` ON `channel_sections` (`member_id`,`position`,`id`);--> statement-breakpoint
CREATE TABLE `drafts` (
	`id` text PRIMARY KEY NOT NULL,
	`member_id` text NOT NULL,
	`place` text NOT NULL,
	`title` text NOT NULL,
	`body` text NOT NULL,
	`version` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`member_id`) REFERENCES `members`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `drafts_place` ON `drafts` (`member_id`,`place`,`updated_at`,`id`);--> statement-breakpoint
CREATE INDEX `drafts_member` ON `drafts` (`member_id`,`updated_at`,`id`);--> statement-breakpoint
CREATE TABLE `former_names` (
	`id` text PRIMARY KEY NOT NULL,
	`member_id` text NOT NULL,
	`name` text NOT NULL,
	`handle_key` text NOT NULL,
	`until` integer NOT NULL,
	FOREIGN KEY (`member_id`) REFERENCES `members`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `former_names_member` ON `former_names` (`member_id`,`until`);--> statement-breakpoint
CREATE INDEX `former_names_handle` ON `former_names` (`handle_key`,`until`);--> statement-breakpoint
CREATE TABLE `tries` (
	`key` text PRIMARY KEY NOT NULL,
	`count` integer NOT NULL,
	`ends_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `tries_ends` ON `tries` (`ends_at`);--> statement-breakpoint
CREATE TABLE `post_revisions` (
	`post_id` text NOT NULL,
	`number` integer NOT NULL,
	`body` text NOT NULL,
	`title` text,
	`at` integer NOT NULL,
	PRIMARY KEY(`post_id`, `number`),
	FOREIGN KEY (`post_id`) REFERENCES `posts`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
DROP INDEX `members_name_key`;--> statement-breakpoint
ALTER TABLE `members` ADD `thread_view` text DEFAULT 'tree' NOT NULL;--> statement-breakpoint
CREATE INDEX `members_name_key` ON `members` (`name_key`,`id`,`handle_key`,`deactivated_at`);--> statement-breakpoint
ALTER TABLE `channel_members` ADD `history_from` integer;--> statement-breakpoint
ALTER TABLE `channel_members` ADD `added_by_id` text REFERENCES members(id);--> statement-breakpoint
ALTER TABLE `channel_members` ADD `section_id` text REFERENCES channel_sections(id) ON DELETE set null;--> statement-breakpoint
ALTER TABLE `channel_members` ADD `position` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX `channel_members_section` ON `channel_members` (`section_id`);--> statement-breakpoint
ALTER TABLE `follows` ADD `since` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `inbox_entries` ADD `snoozed_until` integer;--> statement-breakpoint
ALTER TABLE `inbox_entries` ADD `wakes_on_answer` integer DEFAULT false NOT NULL;--> statement-breakpoint
CREATE INDEX `inbox_entries_snoozed` ON `inbox_entries` (`member_id`,`snoozed_until`,`thread_id`) WHERE snoozed_until is not null;--> statement-breakpoint
CREATE INDEX `inbox_entries_answer` ON `inbox_entries` (`thread_id`) WHERE wakes_on_answer;--> statement-breakpoint
ALTER TABLE `posts` ADD `edited_at` integer;--> statement-breakpoint
ALTER TABLE `posts` ADD `deleted_by_id` text REFERENCES members(id);--> statement-breakpoint
ALTER TABLE `workspace` ADD `mail_tested_at` integer;--> statement-breakpoint
ALTER TABLE `workspace` ADD `first_steps_done_at` integer;--> statement-breakpoint
ALTER TABLE `threads` ADD `locked_at` integer;--> statement-breakpoint
ALTER TABLE `threads` ADD `pinned_at` integer;--> statement-breakpoint
CREATE INDEX `threads_pinned` ON `threads` (`channel_id`,`pinned_at`,`id`) WHERE pinned_at is not null;