export { mergeFollows } from "./merge";
export { applyFollows, forgetFollows } from "./service";
