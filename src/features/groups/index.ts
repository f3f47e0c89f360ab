export { mergeGroups } from "./merge";
export { groupsRouter } from "./router";
