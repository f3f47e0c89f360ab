"use client";

import clsx from "clsx";
import { CircleAlert, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { type KeyboardEvent, type RefObject, useRef, useState } from "react";
import type { Mentionable } from "@/features/members/contract";
import { Button, IconButton } from "@/ui";
import { ComposerTools, tools } from "./composer-tools";
import type { Edit } from "./edit-text";
import { MentionList } from "./mention-list";
import { Preview } from "./preview";
import { applyEdit, GrowingText } from "./text-area";
import { useMentions } from "./use-mentions";

export type ComposerProps = {
  value: string;
  onChange: (body: string) => void;
  /** `settle`: Ctrl/Cmd+Shift+Enter, post and be done with the thread. */
  onPost: (settle: boolean) => void;
  /** Renders what is written as it will be shown. */
  onPreview: (body: string) => Promise<string>;
  /** Whom what was typed after an `@` could mean, best first. */
  onFind: (text: string) => Promise<Mentionable[]>;
  placeholder: string;
  /** The post that is answered; without it the thread is. */
  replyTo?: { author: string; number: number };
  onCancelReply?: () => void;
  /** What is written here stands already: the button saves it, and one may leave it as it was. */
  edits?: { onCancel: () => void };
  busy?: boolean;
  /** What went wrong and what to do; what was written stays. */
  error?: string;
  /** For a place where the text is the page: higher from the start. */
  tall?: boolean;
  area?: RefObject<HTMLTextAreaElement | null>;
};

/** Where a post is written, as Markdown, with a toolbar, mentions and a preview. */
export function Composer(props: ComposerProps) {
  const { value, onChange, onPost, onFind, replyTo, edits, busy = false, error, tall = false } = props;
  const t = useTranslations("composer");
  const own = useRef<HTMLTextAreaElement>(null);
  const area = props.area ?? own;
  const [previewing, setPreviewing] = useState(false);
  const edit = (change: Edit): void => {
    if (area.current) applyEdit(area.current, change);
  };
  const mentions = useMentions(onFind, (from, insert) => {
    const to = area.current?.selectionStart ?? from;
    edit({ from, to, insert, select: [from + insert.length, from + insert.length] });
  });
  const use = (tool: keyof typeof tools): void => {
    const element = area.current;
    if (element) edit(tools[tool]({ text: value, start: element.selectionStart, end: element.selectionEnd }));
  };
  const empty = value.trim() === "";
  const post = (settle: boolean): void => {
    if (!empty && !busy) onPost(settle);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>): void => {
    if (mentions.onKey(event)) return;
    const command = event.metaKey || event.ctrlKey;
    if (command && event.key === "Enter") post(event.shiftKey);
    else if (command && event.key === "b") use("bold");
    else if (command && event.key === "i") use("italic");
    else if (command && event.key === "k") use("link");
    else if (event.key === "Escape" && edits) edits.onCancel();
    else if (event.key === "Escape" && replyTo) props.onCancelReply?.();
    else return;
    event.preventDefault();
  };
  return (
    <div className="relative">
      {mentions.found.length > 0 && (
        <MentionList id={mentions.id} found={mentions.found} active={mentions.active} onPick={mentions.pick} />
      )}
      <div className="rounded-lg border border-edge bg-surface px-4 pt-2.5 pb-2 shadow-1 has-[textarea:focus-visible]:border-focus has-[textarea:focus-visible]:outline-1 has-[textarea:focus-visible]:outline-focus max-md:px-3.5">
        {replyTo && (
          <p className="-me-2 -mt-1 flex items-center gap-1 text-sm text-ink-2">
            <span className="min-w-0 flex-1 truncate">{t("replyingTo", replyTo)}</span>
            <IconButton label={t("cancelReply")} onClick={props.onCancelReply}>
              <X aria-hidden />
            </IconButton>
          </p>
        )}
        {previewing ? (
          <Preview body={value} render={props.onPreview} tall={tall} />
        ) : (
          <GrowingText
            area={area}
            value={value}
            rows={tall ? 8 : 1}
            aria-label={props.placeholder}
            placeholder={props.placeholder}
            aria-invalid={error ? true : undefined}
            {...mentions.wiring}
            onChange={(event) => {
              onChange(event.currentTarget.value);
              mentions.follow(event.currentTarget.value, event.currentTarget.selectionStart);
            }}
            onBlur={mentions.close}
            onKeyDown={onKeyDown}
            className={clsx(
              "block w-full resize-none overflow-y-auto bg-transparent py-1 text-base leading-[1.55] outline-none",
              tall ? "max-h-none" : "max-h-[40dvh]",
            )}
          />
        )}
        {error && (
          <p role="alert" className="flex gap-1.5 py-1 text-sm text-stop">
            <CircleAlert aria-hidden className="mt-0.5 size-3.75" />
            {error}
          </p>
        )}
        <div className="mt-1 -me-1.5 flex flex-wrap items-center gap-1">
          <ComposerTools onTool={use} disabled={previewing} />
          <span className="ms-auto flex gap-1">
            <Button
              size="sm"
              kind="quiet"
              aria-pressed={previewing}
              disabled={empty}
              onClick={() => setPreviewing(!previewing)}
            >
              {t(previewing ? "edit" : "preview")}
            </Button>
            {edits && (
              <Button size="sm" kind="quiet" onClick={edits.onCancel}>
                {t("cancelEdit")}
              </Button>
            )}
            <Button
              size="sm"
              kind="primary"
              busy={busy}
              disabled={empty}
              onClick={() => post(false)}
              title={t("postKey")}
            >
              {t(edits ? "save" : "post")}
            </Button>
          </span>
        </div>
      </div>
    </div>
  );
}
