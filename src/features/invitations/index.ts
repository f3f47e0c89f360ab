export { forgetInvitations } from "./forget";
export { invitationComposer, selfJoinComposer } from "./letters";
export { mergeInvitations } from "./merge";
