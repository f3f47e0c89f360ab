import { build, isFresh } from "../../scripts/build.mjs";

/** Set-up of the projects that test the program as it is shipped: builds it once, when the source has changed. */
export default function setup(): void {
  if (!isFresh()) build();
}
