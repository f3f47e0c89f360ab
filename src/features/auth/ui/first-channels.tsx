"use client";

import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { type KeyboardEvent, useState } from "react";
import { Button, TextInput, Tick } from "@/ui";

export type ChannelChoice = { name: string; purpose: string; chosen: boolean };

type FirstChannelsProps = { channels: readonly ChannelChoice[]; onChange: (channels: ChannelChoice[]) => void };

/** The first places to write in: some that most teams want, and whatever else they name. */
export function FirstChannels({ channels, onChange }: FirstChannelsProps) {
  const t = useTranslations("setup");
  const [name, setName] = useState("");
  const add = (): void => {
    const trimmed = name.trim().replace(/^#/, "");
    if (!trimmed) return;
    const same = (channel: ChannelChoice) => channel.name.toLocaleLowerCase() === trimmed.toLocaleLowerCase();
    onChange(
      channels.some(same)
        ? channels.map((channel) => (same(channel) ? { ...channel, chosen: true } : channel))
        : [...channels, { name: trimmed, purpose: "", chosen: true }],
    );
    setName("");
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== "Enter" || event.nativeEvent.isComposing) return;
    event.preventDefault();
    add();
  };
  return (
    <ul>
      {channels.map((channel) => (
        <li key={channel.name} className="border-t border-line">
          <label className="flex min-h-14 items-center gap-1">
            <Tick
              className="-ms-2.75"
              checked={channel.chosen}
              onChange={(event) => {
                const chosen = event.currentTarget.checked;
                onChange(channels.map((other) => (other === channel ? { ...channel, chosen } : other)));
              }}
            />
            <span className="min-w-0">
              <span className="block text-row font-medium wrap-anywhere">{channel.name}</span>
              {channel.purpose && <span className="block text-sm text-ink-2">{channel.purpose}</span>}
            </span>
          </label>
        </li>
      ))}
      <li className="flex gap-2 border-y border-line py-3">
        <TextInput
          aria-label={t("anotherChannel")}
          placeholder={t("anotherChannel")}
          maxLength={60}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          onKeyDown={onKeyDown}
        />
        <Button onClick={add} className="min-h-11">
          <Plus aria-hidden />
          {t("add")}
        </Button>
      </li>
    </ul>
  );
}
