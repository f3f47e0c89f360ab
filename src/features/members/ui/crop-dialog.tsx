"use client";

import { useTranslations } from "next-intl";
import { type KeyboardEvent, type PointerEvent, useState } from "react";
import { Button, Dialog } from "@/ui";
import { cropOf, moved, type Sight, type Size, ZOOM_MAX } from "./crop";
import type { Crop } from "./picture-field";

/** The side of the square in which the picture is moved, in CSS pixels. */
const SIDE = 280;
/** How far an arrow key moves, as a part of what is seen. */
const STEP = 0.05;

const arrows: Record<string, [number, number]> = {
  ArrowLeft: [-STEP, 0],
  ArrowRight: [STEP, 0],
  ArrowUp: [0, -STEP],
  ArrowDown: [0, STEP],
};

type CropDialogProps = {
  /** The chosen file as a data URL. */
  url: string;
  onClose: () => void;
  /** This browser cannot show the file. */
  onUnreadable: () => void;
  onCrop: (crop: Crop) => Promise<string | undefined>;
};

/** Which square of a picture is taken: dragged or moved by arrow keys, nearer and farther by a slider. */
export function CropDialog({ url, onClose, onUnreadable, onCrop }: CropDialogProps) {
  const t = useTranslations("profile");
  const [picture, setPicture] = useState<Size>({ width: 1, height: 1 });
  const [sight, setSight] = useState<Sight>({ x: 0, y: 0, zoom: 1 });
  const [error, setError] = useState<string>();
  const [busy, setBusy] = useState(false);
  const crop = cropOf(picture, sight);
  const scale = SIDE / crop.size;

  const drag = ({ buttons, movementX, movementY }: PointerEvent) => {
    if (buttons === 1) setSight((old) => moved(picture, old, -movementX / SIDE, -movementY / SIDE));
  };
  const onKey = (event: KeyboardEvent) => {
    const by = arrows[event.key];
    if (!by) return;
    event.preventDefault();
    setSight((old) => moved(picture, old, ...by));
  };
  const take = async () => {
    setBusy(true);
    const refusal = await onCrop(crop);
    setBusy(false);
    setError(refusal);
    if (refusal === undefined) onClose();
  };
  return (
    <Dialog open onClose={onClose} title={t("cropTitle")}>
      <p className="text-row text-pretty text-ink-2">{t("cropLede")}</p>
      <button
        type="button"
        aria-label={t("cropArea")}
        dir="ltr"
        onKeyDown={onKey}
        onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
        onPointerMove={drag}
        className="relative mx-auto cursor-move touch-none overflow-hidden rounded-full bg-sunken select-none"
        style={{ width: SIDE, height: SIDE }}
      >
        <img
          src={url}
          alt=""
          draggable={false}
          onLoad={({ currentTarget: { naturalWidth: width, naturalHeight: height } }) => {
            setPicture({ width, height });
            setSight({ x: width / 2, y: height / 2, zoom: 1 });
          }}
          onError={onUnreadable}
          className="absolute max-w-none"
          style={{
            width: picture.width * scale,
            height: picture.height * scale,
            left: -crop.x * scale,
            top: -crop.y * scale,
          }}
        />
      </button>
      <label className="grid gap-1.5 text-md font-medium">
        {t("zoom")}
        <input
          type="range"
          min={1}
          max={ZOOM_MAX}
          step={0.05}
          value={sight.zoom}
          onChange={(event) => {
            const zoom = Number(event.currentTarget.value);
            setSight((old) => moved(picture, { ...old, zoom }, 0, 0));
          }}
          className="h-11 w-full accent-tide"
        />
      </label>
      {error && (
        <p role="alert" className="rounded-md bg-stop-soft px-4 py-3 text-stop">
          {error}
        </p>
      )}
      <Button kind="primary" busy={busy} onClick={() => void take()} className="justify-self-start">
        {t("take")}
      </Button>
    </Dialog>
  );
}
