export { AdminTabs } from "./admin-tabs";
export { SetUp } from "./set-up";
export { useNewMember } from "./use-new-member";
