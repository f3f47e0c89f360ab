import { isIPv6 } from "node:net";

/** What limits are counted by: an IPv6 client has a whole /64 to itself. */
export const limitKey = (address: string): string =>
  isIPv6(address) ? expand(address).slice(0, 4).join(":") : address;

function expand(address: string): string[] {
  const [head = "", tail] = address.split("::");
  const left = head === "" ? [] : head.split(":");
  if (tail === undefined) return left;
  const right = tail === "" ? [] : tail.split(":");
  return [...left, ...Array<string>(Math.max(0, 8 - left.length - right.length)).fill("0"), ...right];
}
