export { raiseEntries } from "./raise";
export { inboxSubscriber } from "./subscriber";
