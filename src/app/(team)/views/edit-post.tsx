"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { useKeptText } from "@/client/kept-text";
import { refusalOf } from "@/client/refusal";
import { useTRPC } from "@/client/trpc";
import type { Edited, PostView, Source } from "@/features/posts/contract";
import { Composer, PostEditor } from "@/features/posts/ui";
import { Button, Skeleton } from "@/ui";
import { queriesOf } from "../queries";
import { useFind } from "./use-find";
import { usePreview } from "./use-preview";

type EditPostProps = { post: PostView; onDone: (edited: Edited) => void; onCancel: () => void };

/** A post's text, fetched to be edited in its place. */
export function EditPost({ post, ...rest }: EditPostProps) {
  const t = useTranslations("posts");
  const source = useQuery(queriesOf(useTRPC()).source(post.id));
  // What was answered before may be older than what another window saved; what comes while one writes changes nothing.
  const [begun, begin] = useState<Source>();
  const fresh = source.isFetching ? undefined : source.data;
  useEffect(() => {
    if (fresh) begin((first) => first ?? fresh);
  }, [fresh]);
  if (begun) return <Editing source={begun} {...rest} />;
  return source.isError ? (
    <div role="alert" className="flex flex-wrap items-center gap-3 py-1 text-row text-ink-2">
      {t("editor.failed")}
      <Button size="sm" onClick={() => void source.refetch()}>
        {t("retry")}
      </Button>
    </div>
  ) : (
    <div role="status" aria-label={t("editor.loading")} className="grid gap-2 py-2">
      <Skeleton className="h-4 w-11/12" />
      <Skeleton className="h-4 w-2/3" />
    </div>
  );
}

/** What is being written over a version of a post, as this browser keeps it. */
type Writing = { version: number; body: string; title: string | null };

function Editing({ source, onDone, onCancel }: { source: Source } & Omit<EditPostProps, "post">) {
  const t = useTranslations("posts.editor");
  const trpc = useTRPC();
  const [kept, keep] = useKeptText(`edit.${source.id}`);
  const [first] = useState<Writing>(source);
  const writing: Writing = kept ? (JSON.parse(kept) as Writing) : first;
  const write = (change: Partial<Writing>) => keep(JSON.stringify({ ...writing, ...change }));
  const preview = usePreview();
  const find = useFind();
  const area = useRef<HTMLTextAreaElement>(null);
  useEffect(() => area.current?.focus(), []);

  const edit = useMutation(
    trpc.posts.edit.mutationOptions({
      onSuccess: (edited) => {
        keep("");
        onDone(edited);
      },
    }),
  );
  const untitled = writing.title !== null && writing.title.trim() === "";
  const save = (version: number) => {
    if (!untitled)
      edit.mutate({
        id: source.id,
        version,
        body: writing.body,
        ...(writing.title !== null && { title: writing.title }),
      });
  };
  const refusal = edit.error ? refusalOf(edit.error) : undefined;
  const other = refusal?.version;
  return (
    <PostEditor
      title={writing.title}
      onTitle={(title) => write({ title })}
      titleError={
        untitled ? t("titleMissing") : refusal?.field === "title" ? (refusal.message ?? undefined) : undefined
      }
      onSaveOver={other === undefined ? undefined : () => save(other)}
      composer={
        <Composer
          area={area}
          value={writing.body}
          onChange={(body) => write({ body })}
          onPost={() => save(writing.version)}
          onPreview={preview}
          onFind={find}
          placeholder={t("body")}
          edits={{
            onCancel: () => {
              keep("");
              onCancel();
            },
          }}
          busy={edit.isPending}
          error={
            refusal && other === undefined && refusal.field !== "title" ? (refusal.message ?? t("noAnswer")) : undefined
          }
        />
      }
    />
  );
}
