"use client";

import clsx from "clsx";
import { useLocale, useTranslations } from "next-intl";
import { Fragment, useMemo } from "react";
import { timeLabel, useReader } from "@/ui";
import { Post, type ShownPost } from "./post";
import { arrange, type Branch } from "./tree";

type PostTreeProps = {
  posts: readonly ShownPost[];
  /** The first unread post, and when its reader was here last: a line stands above it. */
  newSince?: { postId: string; at: number };
  onReply: (post: ShownPost) => void;
  onRetry?: (post: ShownPost) => void;
};

/** The posts of a thread as a tree with a bounded indent. */
export function PostTree({ posts, ...rest }: PostTreeProps) {
  const tree = useMemo(() => arrange(posts), [posts]);
  return <Branches branches={tree} level={0} {...rest} />;
}

type BranchesProps = Omit<PostTreeProps, "posts"> & { branches: Branch<ShownPost>[]; level: number };

function Branches({ branches, level, ...rest }: BranchesProps) {
  const { newSince, onReply, onRetry } = rest;
  return branches.map(({ post, replyTo, kids }) => (
    <Fragment key={post.id}>
      {newSince?.postId === post.id && <NewSince at={newSince.at} />}
      <div className={clsx(level === 0 ? "mb-6" : "mb-5 last:mb-0")}>
        <Post post={post} replyTo={replyTo} nested={level > 0} onReply={onReply} onRetry={onRetry} />
        {kids.length > 0 && (
          <div
            className={clsx(
              "mt-4 border-s-2 border-line ps-4.5 max-md:ps-3.5",
              level === 0 ? "ms-13 max-md:ms-3.5" : "ms-3.25 max-md:ms-2.5",
            )}
          >
            <Branches branches={kids} level={level + 1} {...rest} />
          </div>
        )}
      </div>
    </Fragment>
  ));
}

function NewSince({ at }: { at: number }) {
  const t = useTranslations("posts");
  const locale = useLocale();
  const { zone, now } = useReader();
  return (
    <p
      suppressHydrationWarning
      className="mb-5 flex items-center gap-3 text-xs leading-none font-semibold text-tide-ink before:h-px before:flex-1 before:bg-tide before:opacity-35 after:h-px after:flex-1 after:bg-tide after:opacity-35"
    >
      {t("newSince", { time: timeLabel(at, now, zone, locale) })}
    </p>
  );
}
