import type { Crop } from "./picture-field";

/** What is looked at of a picture: its middle in pixels, and how many times nearer than whole. */
export type Sight = { x: number; y: number; zoom: number };
export type Size = { width: number; height: number };

/** The nearest that one may go. */
export const ZOOM_MAX = 4;

const between = (low: number, value: number, high: number): number => Math.min(Math.max(value, low), high);

/** The square that is seen, in whole pixels, always inside the picture. */
export function cropOf({ width, height }: Size, { x, y, zoom }: Sight): Crop {
  const size = Math.max(1, Math.floor(Math.min(width, height) / between(1, zoom, ZOOM_MAX)));
  return {
    size,
    x: Math.round(between(0, x - size / 2, width - size)),
    y: Math.round(between(0, y - size / 2, height - size)),
  };
}

/** Moves the sight by a part of the square that is seen, and no further than the picture goes. */
export function moved(picture: Size, sight: Sight, dx: number, dy: number): Sight {
  const { size } = cropOf(picture, sight);
  return {
    ...sight,
    x: between(size / 2, sight.x + dx * size, picture.width - size / 2),
    y: between(size / 2, sight.y + dy * size, picture.height - size / 2),
  };
}
