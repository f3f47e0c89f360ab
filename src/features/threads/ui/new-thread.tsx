"use client";

import { useTranslations } from "next-intl";
import { type KeyboardEvent, type ReactNode, useId } from "react";
import { Select } from "@/ui";
import { Bar } from "@/ui/shell";

type NewThreadProps = {
  /** Where it can be started. */
  channels: readonly { id: string; name: string }[];
  channel: string;
  onChannel: (id: string) => void;
  title: string;
  onTitle: (title: string) => void;
  /** What is wrong with the title, if anything. */
  titleError?: string;
  back: { href: string; label: string };
  /** The composer of the opening post, `tall`. */
  composer: ReactNode;
  /** Who follows it from its start because the channel says so, as one line. */
  followers?: string;
  /** Enter in the title goes on to the text. */
  onTitleDone: () => void;
};

/** Where a thread is started: in which channel, under which title, with which opening post. */
export function NewThread(props: NewThreadProps) {
  const { channels, channel, title, titleError, back, composer } = props;
  const t = useTranslations("newThread");
  const id = useId();
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== "Enter" || event.nativeEvent.isComposing) return;
    event.preventDefault();
    props.onTitleDone();
  };
  return (
    <section aria-labelledby={`${id}-head`} className="flex min-h-0 flex-1 flex-col">
      <Bar back={back} where={<h1 id={`${id}-head`}>{t("head")}</h1>} />
      <div className="min-h-0 flex-1 overflow-y-auto">
        <div className="mx-auto grid max-w-190 gap-4 px-8 pt-6 pb-10 max-md:px-4 max-md:pt-4">
          <div className="flex items-center gap-3">
            <label htmlFor={`${id}-channel`} className="text-sm text-ink-2">
              {t("in")}
            </label>
            <Select
              id={`${id}-channel`}
              value={channel}
              onChange={(event) => props.onChannel(event.currentTarget.value)}
              className="w-56 max-sm:flex-1"
            >
              {channels.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </Select>
          </div>
          <div>
            <label htmlFor={`${id}-title`} className="sr-only">
              {t("title")}
            </label>
            <input
              id={`${id}-title`}
              value={title}
              onChange={(event) => props.onTitle(event.currentTarget.value)}
              onKeyDown={onKeyDown}
              placeholder={t("titlePlaceholder")}
              maxLength={200}
              dir="auto"
              autoComplete="off"
              aria-invalid={titleError ? true : undefined}
              aria-describedby={titleError ? `${id}-error` : undefined}
              className="w-full border-b border-line-strong bg-transparent pb-2 font-title text-[1.6875rem] leading-[1.22] font-semibold tracking-[-0.018em] outline-none focus-visible:rounded-none focus-visible:border-focus focus-visible:shadow-[0_1px_0_var(--focus)] aria-invalid:border-stop max-md:text-[1.4375rem]"
            />
            {titleError && (
              <p id={`${id}-error`} className="mt-1.5 text-sm text-stop">
                {titleError}
              </p>
            )}
          </div>
          {composer}
          {props.followers && <p className="text-sm wrap-anywhere">{t("followers", { names: props.followers })}</p>}
          <p className="text-sm text-ink-2">{t("note")}</p>
        </div>
      </div>
    </section>
  );
}
