export { MoveDialog } from "./move-dialog";
export { NewThread } from "./new-thread";
export { ThreadList } from "./thread-list";
export { ThreadMenu } from "./thread-menu";
export { NoThread, ThreadLoading, ThreadMissing } from "./thread-states";
export { ThreadView } from "./thread-view";
export { ViewToggle } from "./view-toggle";
