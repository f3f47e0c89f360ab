export { mergeFollows } from "./merge";
export { applyFollows } from "./service";
