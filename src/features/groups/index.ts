export { countEmptyGroups, emptyGroups, forgetInGroups, groupsHeldBy, inheritGroups } from "./heirs";
export { mergeGroups } from "./merge";
export { groupsRouter } from "./router";
