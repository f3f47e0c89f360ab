"use client";

import { CircleAlert, Hash, LockKeyhole } from "lucide-react";
import { useId } from "react";
import { Tick } from "@/ui";

export type ChannelOption = { id: string; name: string; visibility: "public" | "private" };

type ChannelPickerProps = {
  legend: string;
  channels: readonly ChannelOption[];
  chosen: readonly string[];
  onChange: (chosen: readonly string[]) => void;
  error?: string;
};

/** Some of the channels that one sees. */
export function ChannelPicker({ legend, channels, chosen, onChange, error }: ChannelPickerProps) {
  const below = useId();
  return (
    <fieldset className="min-w-0" aria-describedby={error ? below : undefined}>
      <legend className="mb-1.5 text-md font-medium">{legend}</legend>
      <ul className="max-h-47 overflow-y-auto rounded-control border border-edge">
        {channels.map((channel) => {
          const Icon = channel.visibility === "private" ? LockKeyhole : Hash;
          const isChosen = chosen.includes(channel.id);
          return (
            <li key={channel.id} className="border-t border-line first:border-t-0">
              <label className="flex min-h-11 items-center gap-1 pe-3.5">
                <Tick
                  checked={isChosen}
                  onChange={() =>
                    onChange(isChosen ? chosen.filter((id) => id !== channel.id) : [...chosen, channel.id])
                  }
                />
                <Icon aria-hidden className="size-4 shrink-0 text-ink-2" />
                <span className="min-w-0 wrap-anywhere">{channel.name}</span>
              </label>
            </li>
          );
        })}
      </ul>
      {error && (
        <p id={below} className="mt-1.5 flex gap-1.5 text-sm text-stop">
          <CircleAlert aria-hidden className="mt-0.5 size-3.75 shrink-0" />
          {error}
        </p>
      )}
    </fieldset>
  );
}
