export { AdminTabs } from "./admin-tabs";
export { KeptMembers } from "./kept-members";
export { LeaveSection } from "./leave-section";
export { Merge, MergeElsewhere } from "./merge";
export { SetUp } from "./set-up";
export { useNewMember } from "./use-new-member";
