export { mergeDrafts } from "./merge";
export { forgetDrafts, sweepDrafts } from "./sweep";
