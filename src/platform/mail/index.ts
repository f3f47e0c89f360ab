export { buildMessage, type Message } from "./message";
export { ACCENT, frame, HAIRLINE, type Letter, LINK, letter, postHtml, QUIET, SERIF, wrap } from "./template";
export { canSend, closeTransport, deliver, type Outcome } from "./transport";
