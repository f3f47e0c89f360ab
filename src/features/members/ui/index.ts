export { MemberPage } from "./member-page";
export { MemberRow } from "./member-row";
export { MembersPage } from "./members-page";
export { PeopleTabs } from "./people-tabs";
export { ProfilePage } from "./profile-page";
