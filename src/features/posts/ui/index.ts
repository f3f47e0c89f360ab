export { Composer } from "./composer";
export type { ShownPost } from "./post";
export { PostList, type PostListProps } from "./post-list";
