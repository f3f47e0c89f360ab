export { frame, QUIET, SERIF } from "./frame";
export { type Letter, letter } from "./letter";
export { ACCENT, HAIRLINE, LINK, postHtml } from "./post-html";
export { wrap } from "./wrap";
