export { AddMemberDialog } from "./add-member-dialog";
export { MembersPage } from "./members-page";
