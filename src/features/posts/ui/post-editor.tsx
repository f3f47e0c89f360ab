"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useId } from "react";
import { Button, Field, TextInput } from "@/ui";

type PostEditorProps = {
  /** The thread's title, of its opening post. */
  title: string | null;
  onTitle: (title: string) => void;
  titleError?: string;
  /** The composer with the post's text. */
  composer: ReactNode;
  /** Another of the author's windows saved another text meanwhile: what saving does all the same. */
  onSaveOver?: () => void;
};

/** A post that is being edited, in its place. */
export function PostEditor({ title, onTitle, titleError, composer, onSaveOver }: PostEditorProps) {
  const t = useTranslations("posts.editor");
  const id = useId();
  return (
    <div className="grid gap-3">
      {title !== null && (
        <Field label={t("title")} error={titleError}>
          {(wiring) => (
            <TextInput
              {...wiring}
              value={title}
              maxLength={200}
              dir="auto"
              autoComplete="off"
              onChange={(event) => onTitle(event.currentTarget.value)}
            />
          )}
        </Field>
      )}
      {composer}
      {onSaveOver && (
        <div
          role="alert"
          aria-labelledby={id}
          className="flex flex-wrap items-center gap-3 rounded-md bg-held-soft px-4 py-2.5 text-sm"
        >
          <p id={id} className="min-w-0 flex-1 basis-60 text-pretty">
            {t("elsewhere")}
          </p>
          <Button size="sm" onClick={onSaveOver}>
            {t("saveOver")}
          </Button>
        </div>
      )}
    </div>
  );
}
