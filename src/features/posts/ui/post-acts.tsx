"use client";

import { Ellipsis, History, Link2, Pencil, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { createContext, type ReactNode, useContext } from "react";
import { IconButton, Menu } from "@/ui";
import type { PostView } from "../contract";

/** What can be done with the posts of a thread, by one member. */
export type PostActs = {
  memberId: string;
  /** Owners and admins delete anybody's. */
  runsTeam: boolean;
  /** The post that is being edited. */
  editingId: string | undefined;
  editor: (post: PostView) => ReactNode;
  onEdit: (post: PostView) => void;
  onDelete: (post: PostView) => void;
  /** Takes back that it was deleted. */
  onRestore: (post: PostView) => void;
  onHistory: (post: PostView) => void;
  onCopyLink: (post: PostView) => void;
};

const Acts = createContext<PostActs | undefined>(undefined);

/** Gives the posts below it what can be done with them. */
export const PostActsProvider = Acts.Provider;

export const usePostActs = (): PostActs | undefined => useContext(Acts);

/** What can be done with one post, behind one button. */
export function PostMenu({ post, acts }: { post: PostView; acts: PostActs }) {
  const t = useTranslations("posts");
  const isMine = post.author.id === acts.memberId;
  const items = [
    ...(isMine && !post.deleted
      ? [{ label: t("edit"), icon: <Pencil aria-hidden />, run: () => acts.onEdit(post) }]
      : []),
    { label: t("copyLink"), icon: <Link2 aria-hidden />, run: () => acts.onCopyLink(post) },
    ...(post.editedAt !== null && !post.deleted
      ? [{ label: t("showHistory"), icon: <History aria-hidden />, run: () => acts.onHistory(post) }]
      : []),
    ...((isMine || acts.runsTeam) && !post.deleted
      ? [{ label: t("delete"), icon: <Trash2 aria-hidden />, run: () => acts.onDelete(post) }]
      : []),
  ];
  return (
    <Menu
      button={(wiring) => (
        <IconButton {...wiring} label={t("actsOn", { number: post.number })}>
          <Ellipsis aria-hidden />
        </IconButton>
      )}
      items={items}
    />
  );
}
