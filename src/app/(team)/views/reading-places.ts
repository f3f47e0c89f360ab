/** How somebody left a thread, while the page lives: where they were, what they had closed, how high what they saw is. */
type ReadingPlace = { scrollTop: number | undefined; closed: ReadonlySet<number>; heights: Map<string, number> };

const MOST = 50;
const places = new Map<string, ReadingPlace>();

/** The place of a thread; a fresh one at the first visit. */
export function readingPlace(threadId: string): ReadingPlace {
  const place = places.get(threadId) ?? { scrollTop: undefined, closed: new Set(), heights: new Map() };
  places.delete(threadId);
  places.set(threadId, place);
  if (places.size > MOST) places.delete(places.keys().next().value as string);
  return place;
}
