import { DAY } from "@/kernel/clock";
import { instantOf, wallOf, wallTime } from "@/kernel/zone";

export type MuteFor = "tomorrow" | "week" | "ever";

/** When a mute ends that begins at an instant, by the days of a zone; null when it does not. */
export function muteEnd(how: MuteFor, at: number, zone: string): number | null {
  if (how === "ever") return null;
  const today = Math.floor(wallTime(zone, at) / DAY);
  return instantOf(zone, wallOf(today + (how === "tomorrow" ? 1 : 7), 0));
}
