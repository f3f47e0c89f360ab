export { buildMessage, type Message } from "./message";
export { ACCENT, frame, HAIRLINE, LINK, letter, postHtml, QUIET, SERIF, wrap } from "./template";
export { canSend, closeTransport, deliver, type Outcome } from "./transport";
