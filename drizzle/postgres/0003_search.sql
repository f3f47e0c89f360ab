CREATE TABLE "search_documents" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "search_documents_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"post_id" uuid NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX "search_documents_post" ON "search_documents" USING btree ("post_id");--> statement-breakpoint
CREATE TABLE "search_index" (
	"id" bigint PRIMARY KEY NOT NULL,
	"words" tsvector NOT NULL,
	"place_id" uuid NOT NULL
);
--> statement-breakpoint
CREATE INDEX "search_index_words" ON "search_index" USING gin ("words");
