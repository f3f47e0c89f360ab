export { invitationComposer, selfJoinComposer } from "./letters";
