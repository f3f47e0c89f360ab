import { nameKey } from "@/kernel/text";

/** What looks like an address in a pasted text, whatever stands around it: names, brackets, commas. Each once. */
export function addressesIn(text: string): string[] {
  const found = text.match(/[^\s<>()[\]",;:]+@[^\s<>()[\]",;:]+/gu) ?? [];
  return [...new Map(found.map((address) => [nameKey(address), address])).values()];
}
