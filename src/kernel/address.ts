import { nameKey, oneLine } from "./text";

/** One `@` with something on both sides, no spaces: whether mail arrives there is shown by mail alone. RFC 5321, 4.5.3.1: at most 254. */
const addressForm = /^[^\s@<>()[\]",;:\\]{1,64}@[^\s@<>()[\]",;:\\]+$/u;

/** An e-mail address. */
export const address = oneLine(1, 254, "address").refine(
  (text) => addressForm.test(text),
  "This is not a mail address. It looks like ana@example.org.",
);

/** What makes two spellings the same address. */
export const addressKey = nameKey;
