"use client";

import { CircleAlert } from "lucide-react";
import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { PICTURE_BYTES_MAX } from "@/kernel/limits";
import { Avatar, Button } from "@/ui";

const CropDialog = dynamic(() => import("./crop-dialog").then((dialog) => dialog.CropDialog));

/** A square of a picture, in its own pixels, upright. */
export type Crop = { x: number; y: number; size: number };

type PictureFieldProps = {
  me: { id: string; name: string; pictureId: string | null };
  /** Gives why it was not taken, or nothing. */
  onPicture: (file: File, crop: Crop) => Promise<string | undefined>;
  onRemove: () => void;
};

/** A member's picture as others see it, and the way to another one. */
export function PictureField({ me, onPicture, onRemove }: PictureFieldProps) {
  const t = useTranslations("profile");
  const input = useRef<HTMLInputElement>(null);
  const [chosen, setChosen] = useState<{ file: File; url: string }>();
  const [error, setError] = useState<string>();

  const choose = (file: File | undefined): void => {
    setError(undefined);
    if (!file) return;
    if (file.size > PICTURE_BYTES_MAX) {
      setError(t("tooLarge", { mb: PICTURE_BYTES_MAX / 1024 / 1024 }));
      return;
    }
    const reader = new FileReader();
    reader.onload = () => setChosen({ file, url: String(reader.result) });
    reader.onerror = () => setError(t("unreadable"));
    reader.readAsDataURL(file);
  };
  return (
    <div className="flex flex-wrap items-center gap-5">
      <Avatar {...me} size="lg" />
      <div className="flex flex-wrap gap-2">
        <Button onClick={() => input.current?.click()}>{t(me.pictureId ? "change" : "choose")}</Button>
        {me.pictureId && (
          <Button kind="quiet" onClick={onRemove}>
            {t("remove")}
          </Button>
        )}
      </div>
      <input
        ref={input}
        type="file"
        hidden
        aria-label={t("choose")}
        accept="image/jpeg,image/png,image/webp,image/gif,image/avif"
        onChange={(event) => {
          choose(event.currentTarget.files?.[0]);
          // The same file again is a choice too.
          event.currentTarget.value = "";
        }}
      />
      {error && (
        <p role="alert" className="flex w-full gap-1.5 text-sm text-stop">
          <CircleAlert aria-hidden className="mt-0.5 size-3.75 shrink-0" />
          {error}
        </p>
      )}
      {chosen && (
        <CropDialog
          url={chosen.url}
          onClose={() => setChosen(undefined)}
          onUnreadable={() => {
            setChosen(undefined);
            setError(t("unreadable"));
          }}
          onCrop={(crop) => onPicture(chosen.file, crop)}
        />
      )}
    </div>
  );
}
