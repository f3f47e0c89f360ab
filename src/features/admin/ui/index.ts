export { AdminTabs } from "./admin-tabs";
export { Merge, MergeElsewhere } from "./merge";
export { SetUp } from "./set-up";
export { useNewMember } from "./use-new-member";
