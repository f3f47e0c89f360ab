"use client";

import { Search } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useEffect, useRef } from "react";
import { Button, EmptyState, ErrorState, Row, RowSkeletons, TextInput } from "@/ui";
import { ListHead } from "@/ui/shell";
import type { Hit } from "../contract";

type SearchListProps = {
  text: string;
  onText: (text: string) => void;
  /** `nothing`: nothing is asked yet. */
  hits: readonly Hit[] | "nothing" | "loading" | "failed";
  hrefOf: (hit: Hit) => string;
  /** The thread that is open beside the list. */
  selected?: string;
  onRetry: () => void;
  /** Asks for older hits; absent when there are none. */
  onMore?: () => void;
  moreBusy?: boolean;
};

/** The search: a field, and under it the posts that hold all of its words, the newest first. */
export function SearchList(props: SearchListProps) {
  const { text, onText, hits, hrefOf, selected, onRetry, onMore, moreBusy } = props;
  const t = useTranslations("search");
  const field = useRef<HTMLInputElement>(null);
  // Whoever comes here means to type; whoever came back from a hit reads on.
  useEffect(() => {
    if (!selected) field.current?.focus({ preventScroll: true });
  }, [selected]);
  return (
    <section aria-label={t("title")} className="flex min-h-0 flex-1 flex-col">
      <ListHead title={t("title")} isSearch>
        <div className="relative border-b border-line pb-3">
          <Search aria-hidden className="pointer-events-none absolute inset-s-3.5 top-3.5 size-4 text-ink-3" />
          <TextInput
            ref={field}
            type="search"
            data-search-field
            value={text}
            onChange={(event) => onText(event.currentTarget.value)}
            aria-label={t("field")}
            placeholder={t("field")}
            autoComplete="off"
            spellCheck={false}
            maxLength={200}
            enterKeyHint="search"
            className="ps-10"
          />
        </div>
      </ListHead>
      <div className="min-h-0 flex-1 overflow-y-auto pb-6" aria-busy={hits === "loading"}>
        {hits === "nothing" && <EmptyState title={t("ready")} body={t("readyBody")} />}
        {hits === "loading" && <RowSkeletons label={t("loading")} rows={4} />}
        {hits === "failed" && <ErrorState title={t("failed")} body={t("failedBody")} retry={onRetry} />}
        {typeof hits === "object" && hits.length === 0 && (
          <EmptyState title={t("empty", { text })} body={t("emptyBody")} />
        )}
        {typeof hits === "object" && hits.length > 0 && (
          <ul className="pt-2">
            {hits.map((hit) => (
              <Row
                key={hit.postId}
                rowKey={hit.postId}
                href={hrefOf(hit)}
                person={hit.author}
                where={hit.place.visibility === "conversation" ? t("message") : t("in", { channel: hit.place.name })}
                at={hit.at}
                title={hit.title}
                excerpt={<Marked {...hit} />}
                selected={hit.threadId === selected}
              />
            ))}
          </ul>
        )}
        {onMore && (
          <div className="px-6 pt-4">
            <Button busy={moreBusy} onClick={onMore}>
              {t("more")}
            </Button>
          </div>
        )}
      </div>
    </section>
  );
}

function Marked({ excerpt, marks }: Pick<Hit, "excerpt" | "marks">): ReactNode {
  const parts: ReactNode[] = [];
  let end = 0;
  for (const [from, to] of marks) {
    parts.push(excerpt.slice(end, from));
    parts.push(
      <mark key={from} className="rounded-xs bg-tide-soft px-px text-ink">
        {excerpt.slice(from, to)}
      </mark>,
    );
    end = to;
  }
  return [...parts, excerpt.slice(end)];
}
