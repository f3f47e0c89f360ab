export { InboxList } from "./inbox-list";
