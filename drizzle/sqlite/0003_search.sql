CREATE TABLE `search_documents` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`post_id` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `search_documents_post` ON `search_documents` (`post_id`);--> statement-breakpoint
CREATE VIRTUAL TABLE `search_index` USING fts5(title, body, place, content='', contentless_delete=1, tokenize='ascii');
