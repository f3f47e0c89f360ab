"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import { shownText } from "@/client/affected";
import { useTRPC } from "@/client/trpc";
import type { Me } from "@/features/members/contract";
import type { PostView } from "@/features/posts/contract";
import type { PostActs } from "@/features/posts/ui";
import { say } from "@/ui";

const EditPost = dynamic(() => import("./edit-post").then((views) => views.EditPost));
const PostHistory = dynamic(() => import("./post-history").then((views) => views.PostHistory), { ssr: false });

/** What a member can do with the posts of a thread, and the dialog that shows what one said before. */
export function usePostActs(me: Me | undefined) {
  const t = useTranslations("posts");
  const trpc = useTRPC();
  const client = useQueryClient();
  const [editingId, setEditing] = useState<string>();
  const [historyOf, setHistoryOf] = useState<string>();
  const remove = useMutation(trpc.posts.delete.mutationOptions());
  const restore = useMutation(trpc.posts.restore.mutationOptions());
  const undoEdit = useMutation(trpc.posts.undoEdit.mutationOptions());
  const [{ mutate: doRemove }, { mutate: doRestore }, { mutate: doUndo }] = [remove, restore, undoEdit];

  const acts = useMemo((): PostActs | undefined => {
    if (!me) return undefined;
    /** The author need not wait for the event that tells everybody. */
    const changed = ({ id, threadId }: { id: string; threadId: string }) => {
      for (const filter of shownText(trpc, id, threadId)) void client.invalidateQueries(filter);
    };
    const onError = (refusal: { message: string }) => say({ title: refusal.message, urgent: true });
    const onRestore = ({ id }: { id: string }) =>
      doRestore(
        { id },
        {
          onError,
          onSuccess: (said) => {
            changed(said);
            say({ title: t("restored") });
          },
        },
      );
    const onUndoEdit = (edit: { id: string; version: number }) =>
      doUndo(edit, {
        onError,
        onSuccess: (said) => {
          changed(said);
          say({ title: t("editUndone") });
        },
      });
    return {
      memberId: me.id,
      runsTeam: me.role === "owner" || me.role === "admin",
      editingId,
      editor: (post: PostView) => (
        <EditPost
          post={post}
          onCancel={() => setEditing(undefined)}
          onDone={(edited) => {
            setEditing(undefined);
            changed(edited);
            say({
              title: t("editedNow"),
              ...(edited.undoUntil !== null && {
                action: { label: t("undo"), run: () => onUndoEdit({ id: edited.id, version: edited.version }) },
              }),
            });
          }}
        />
      ),
      onEdit: ({ id }) => setEditing(id),
      onHistory: ({ id }) => setHistoryOf(id),
      onRestore,
      onDelete: ({ id }) =>
        doRemove(
          { id },
          {
            onError,
            onSuccess: (said) => {
              changed(said);
              say({ title: t("deletedNow"), action: { label: t("undo"), run: () => onRestore({ id }) } });
            },
          },
        ),
      onCopyLink: async ({ id }) => {
        await navigator.clipboard.writeText(`${location.origin}/p/${id}`);
        say({ title: t("linkCopied") });
      },
    };
  }, [me, editingId, doRemove, doRestore, doUndo, client, trpc, t]);

  const dialog = historyOf && <PostHistory id={historyOf} onClose={() => setHistoryOf(undefined)} />;
  return { acts, dialog };
}
