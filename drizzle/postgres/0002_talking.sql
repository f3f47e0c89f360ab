CREATE TABLE "channel_defaults" (
	"channel_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	CONSTRAINT "channel_defaults_channel_id_member_id_pk" PRIMARY KEY("channel_id","member_id")
);
--> statement-breakpoint
CREATE TABLE "channel_sections" (
	"id" uuid PRIMARY KEY NOT NULL,
	"member_id" uuid NOT NULL,
	"name" text NOT NULL,
	"position" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "drafts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"member_id" uuid NOT NULL,
	"place" text COLLATE "C" NOT NULL,
	"title" text NOT NULL,
	"body" text NOT NULL,
	"version" integer NOT NULL,
	"updated_at" timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "former_names" (
	"id" uuid PRIMARY KEY NOT NULL,
	"member_id" uuid NOT NULL,
	"name" text NOT NULL,
	"handle_key" text COLLATE "C" NOT NULL,
	"until" timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "tries" (
	"key" text COLLATE "C" PRIMARY KEY NOT NULL,
	"count" integer NOT NULL,
	"ends_at" timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "post_revisions" (
	"post_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"body" text NOT NULL,
	"title" text,
	"at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "post_revisions_post_id_number_pk" PRIMARY KEY("post_id","number")
);
--> statement-breakpoint
DROP INDEX "members_name_key";--> statement-breakpoint
ALTER TABLE "channel_members" ADD COLUMN "history_from" integer;--> statement-breakpoint
ALTER TABLE "channel_members" ADD COLUMN "added_by_id" uuid;--> statement-breakpoint
ALTER TABLE "channel_members" ADD COLUMN "section_id" uuid;--> statement-breakpoint
ALTER TABLE "channel_members" ADD COLUMN "position" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "follows" ADD COLUMN "since" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "inbox_entries" ADD COLUMN "snoozed_until" timestamp(3) with time zone;--> statement-breakpoint
ALTER TABLE "inbox_entries" ADD COLUMN "wakes_on_answer" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "members" ADD COLUMN "thread_view" text COLLATE "C" DEFAULT 'tree' NOT NULL;--> statement-breakpoint
ALTER TABLE "posts" ADD COLUMN "edited_at" timestamp(3) with time zone;--> statement-breakpoint
ALTER TABLE "posts" ADD COLUMN "deleted_by_id" uuid;--> statement-breakpoint
ALTER TABLE "workspace" ADD COLUMN "mail_tested_at" timestamp(3) with time zone;--> statement-breakpoint
ALTER TABLE "workspace" ADD COLUMN "first_steps_done_at" timestamp(3) with time zone;--> statement-breakpoint
ALTER TABLE "threads" ADD COLUMN "locked_at" timestamp(3) with time zone;--> statement-breakpoint
ALTER TABLE "threads" ADD COLUMN "pinned_at" timestamp(3) with time zone;--> statement-breakpoint
ALTER TABLE "channel_defaults" ADD CONSTRAINT "channel_defaults_channel_id_channels_id_fk" FOREIGN KEY ("channel_id") REFERENCES "public"."channels"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "channel_defaults" ADD CONSTRAINT "channel_defaults_member_id_members_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."members"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "channel_sections" ADD CONSTRAINT "channel_sections_member_id_members_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."members"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "drafts" ADD CONSTRAINT "drafts_member_id_members_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."members"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "former_names" ADD CONSTRAINT "former_names_member_id_members_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."members"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "post_revisions" ADD CONSTRAINT "post_revisions_post_id_posts_id_fk" FOREIGN KEY ("post_id") REFERENCES "public"."posts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "channel_defaults_member" ON "channel_defaults" USING btree ("member_id");--> statement-breakpoint
CREATE INDEX "channel_sections_member" ON "channel_sections" USING btree ("member_id","position","id");--> statement-breakpoint
CREATE INDEX "drafts_place" ON "drafts" USING btree ("member_id","place","updated_at","id");--> statement-breakpoint
CREATE INDEX "drafts_member" ON "drafts" USING btree ("member_id","updated_at","id");--> statement-breakpoint
CREATE INDEX "former_names_member" ON "former_names" USING btree ("member_id","until");--> statement-breakpoint
CREATE INDEX "former_names_handle" ON "former_names" USING btree ("handle_key","until");--> statement-breakpoint
CREATE INDEX "tries_ends" ON "tries" USING btree ("ends_at");--> statement-breakpoint
ALTER TABLE "channel_members" ADD CONSTRAINT "channel_members_added_by_id_members_id_fk" FOREIGN KEY ("added_by_id") REFERENCES "public"."members"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "channel_members" ADD CONSTRAINT "channel_members_section_id_channel_sections_id_fk" FOREIGN KEY ("section_id") REFERENCES "public"."channel_sections"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "posts" ADD CONSTRAINT "posts_deleted_by_id_members_id_fk" FOREIGN KEY ("deleted_by_id") REFERENCES "public"."members"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "channel_members_section" ON "channel_members" USING btree ("section_id");--> statement-breakpoint
CREATE INDEX "inbox_entries_snoozed" ON "inbox_entries" USING btree ("member_id","snoozed_until","thread_id") WHERE snoozed_until is not null;--> statement-breakpoint
CREATE INDEX "inbox_entries_answer" ON "inbox_entries" USING btree ("thread_id") WHERE wakes_on_answer;--> statement-breakpoint
CREATE INDEX "threads_pinned" ON "threads" USING btree ("channel_id","pinned_at","id") WHERE pinned_at is not null;--> statement-breakpoint
CREATE INDEX "members_name_key" ON "members" USING btree ("name_key","id","handle_key","deactivated_at");