export { forgetInbox } from "./forget";
export { mergeInbox } from "./merge";
export { raiseEntries } from "./raise";
export { inboxSubscriber } from "./subscriber";
export { wakeEntries } from "./wake";
