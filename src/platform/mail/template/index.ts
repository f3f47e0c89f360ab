export { frame, QUIET, SERIF } from "./frame";
export { letter } from "./letter";
export { ACCENT, HAIRLINE, LINK, postHtml } from "./post-html";
export { wrap } from "./wrap";
