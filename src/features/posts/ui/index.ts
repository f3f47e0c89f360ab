export { Composer } from "./composer";
export { History } from "./history";
export type { ShownPost } from "./post";
export { type PostActs, PostActsProvider } from "./post-acts";
export { PostEditor } from "./post-editor";
export { PostList, type PostListProps } from "./post-list";
