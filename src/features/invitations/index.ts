export { invitationComposer, selfJoinComposer } from "./letters";
export { mergeInvitations } from "./merge";
