export { applyFollows } from "./service";
