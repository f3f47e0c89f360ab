import fc from "fast-check";
import { expect, test } from "vitest";
import { cropOf, moved } from "./crop";

test("the middle of a wide picture, then nearer, then at its edge", () => {
  const picture = { width: 400, height: 200 };
  const start = { x: 200, y: 100, zoom: 1 };
  expect(cropOf(picture, start)).toEqual({ x: 100, y: 0, size: 200 });
  expect(cropOf(picture, { ...start, zoom: 2 })).toEqual({ x: 150, y: 50, size: 100 });
  expect(cropOf(picture, moved(picture, start, 9, 9))).toEqual({ x: 200, y: 0, size: 200 });
  expect(cropOf(picture, moved(picture, start, -0.25, 0))).toEqual({ x: 50, y: 0, size: 200 });
});

test("what is seen always lies inside the picture", () => {
  const side = fc.integer({ min: 1, max: 20_000 });
  const any = fc.double({ min: -30_000, max: 30_000, noNaN: true });
  fc.assert(
    fc.property(
      side,
      side,
      any,
      any,
      fc.double({ min: -1, max: 9, noNaN: true }),
      any,
      (width, height, x, y, zoom, by) => {
        const picture = { width, height };
        const crop = cropOf(picture, moved(picture, { x, y, zoom }, by, -by));
        expect([crop.x, crop.y, crop.size].every(Number.isInteger)).toBe(true);
        expect(crop.size).toBeGreaterThan(0);
        expect(
          Math.min(crop.x, crop.y, width - crop.x - crop.size, height - crop.y - crop.size),
        ).toBeGreaterThanOrEqual(0);
      },
    ),
  );
});
