export { Composer } from "./composer";
export type { ShownPost } from "./post";
export { PostTree } from "./post-tree";
export { readingOrder } from "./tree";
