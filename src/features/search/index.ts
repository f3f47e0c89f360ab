export { indexOldPosts } from "./index-job";
