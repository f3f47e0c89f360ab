export { NewThread } from "./new-thread";
export { ThreadList } from "./thread-list";
export { NoThread, ThreadLoading, ThreadMissing } from "./thread-states";
export { ThreadView } from "./thread-view";
