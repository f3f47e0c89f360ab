export { excerptOf, lead } from "./excerpt";
export { keepPost } from "./keep";
export { mergePosts } from "./merge";
export { reRender } from "./re-render";
export { readerFor } from "./reader";
export { addPost, idTaken } from "./service";
export { sweepPosts } from "./sweep";
export { retyped } from "./typed";
