"use client";

import clsx from "clsx";
import { useLocale, useTranslations } from "next-intl";
import { type ReactNode, type RefObject, useEffect } from "react";
import type { ShownLine } from "@/kernel/tree";
import { Skeleton, timeLabel, useReader } from "@/ui";
import { FoldedBranch } from "./folded-branch";
import { Post, type ShownPost } from "./post";
import { CHUNK, useChunks } from "./use-chunks";

type Person = { id: string; name: string; pictureId: string | null };

export type PostListProps = {
  /** What is to be seen, in reading order. */
  lines: readonly ShownLine[];
  /** A post that has come. */
  postOf: (number: number) => ShownPost | undefined;
  authorOf: (number: number) => Person | undefined;
  isUnread: (number: number) => boolean;
  /** The first unread post, and when the one before it was written: a line stands above it. */
  newSince?: { number: number; at?: number };
  /** A post that has to be there, wherever the screen is. */
  target?: number;
  heights: Map<string, number>;
  scroller: RefObject<HTMLElement | null>;
  onNeed: (numbers: readonly number[]) => void;
  onReply?: (post: ShownPost) => void;
  onRetry?: (post: ShownPost) => void;
  onFold: (number: number) => void;
  onGo: (number: number) => void;
};

/** The posts of a thread, one line under the other, of which those are in the page that are near the screen. */
export function PostList(props: PostListProps) {
  const { lines, postOf, newSince, target, heights, scroller, onNeed } = props;
  const placeOf = (number: number | undefined) => lines.findIndex((line) => line.number === number);
  const needed = [placeOf(target), placeOf(newSince?.number)].filter((place) => place >= 0);
  const { here, spaceOf, watch } = useChunks({ lines: lines.length, scroller, needed, heights });
  const missing = here
    .flatMap((isHere, chunk) => (isHere ? lines.slice(chunk * CHUNK, (chunk + 1) * CHUNK) : []))
    .flatMap(({ number }) => (postOf(number) ? [] : [number]));
  const asked = missing.join();
  useEffect(() => {
    if (asked) onNeed(asked.split(",").map(Number));
  }, [asked, onNeed]);
  return here.map((isHere, chunk) => (
    <div
      key={chunk}
      ref={watch}
      data-chunk={chunk}
      data-here={isHere || undefined}
      style={isHere ? undefined : { height: spaceOf(chunk) }}
    >
      {isHere &&
        lines
          .slice(chunk * CHUNK, (chunk + 1) * CHUNK)
          .map((line) => <OneLine key={line.number} {...props} line={line} />)}
    </div>
  ));
}

function OneLine({ line, newSince, ...props }: PostListProps & { line: ShownLine }) {
  const { number, indent, answers, replies, folded } = line;
  const post = props.postOf(number);
  return (
    <>
      {newSince?.number === number && <NewSince at={newSince.at} />}
      <Indented level={indent}>
        {post ? (
          <Post
            post={post}
            answers={answers ? (props.authorOf(answers)?.name ?? "") : undefined}
            answersNumber={answers || undefined}
            nested={indent > 0}
            replies={replies}
            summary={folded.length > 0 ? <FoldedBranch {...props} line={line} /> : undefined}
            onFold={props.onFold}
            onGo={props.onGo}
            onReply={props.onReply}
            onRetry={props.onRetry}
          />
        ) : (
          <Coming number={number} />
        )}
      </Indented>
    </>
  );
}

/** The rules at the side of what answers something, drawn line by line so that they join. */
function Indented({ level, children }: { level: number; children: ReactNode }) {
  const inner = <div className={clsx(level === 0 ? "pb-6" : "pb-5")}>{children}</div>;
  const second =
    level > 1 ? (
      <div className="ms-3.25 border-s-2 border-line ps-4.5 max-md:ms-2.5 max-md:ps-3.5">{inner}</div>
    ) : (
      inner
    );
  return level > 0 ? (
    <div className="ms-13 border-s-2 border-line ps-4.5 max-md:ms-3.5 max-md:ps-3.5">{second}</div>
  ) : (
    second
  );
}

/** A post that has not come yet, about as high as it will be. */
function Coming({ number }: { number: number }) {
  const t = useTranslations("posts");
  return (
    <div data-coming={number} className="grid min-h-35 content-start gap-2.5 pt-1">
      <span className="sr-only">{t("coming", { number })}</span>
      <Skeleton className="h-3.5 w-1/3" />
      <Skeleton className="h-4 w-11/12" />
      <Skeleton className="h-4 w-3/5" />
    </div>
  );
}

function NewSince({ at }: { at?: number }) {
  const t = useTranslations("posts");
  const locale = useLocale();
  const { zone, now } = useReader();
  return (
    <p
      suppressHydrationWarning
      className="mb-5 flex items-center gap-3 text-xs leading-none font-semibold text-tide-ink before:h-px before:flex-1 before:bg-tide before:opacity-35 after:h-px after:flex-1 after:bg-tide after:opacity-35"
    >
      {at === undefined ? t("new") : t("newSince", { time: timeLabel(at, now, zone, locale) })}
    </p>
  );
}
