export { indexMoved, indexOldPosts, searchSubscriber } from "./index-job";
