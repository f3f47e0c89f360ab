export { AskForm } from "./ask-form";
export { DomainsSection } from "./domains-section";
export { InvitationsPage } from "./invitations-page";
export { InviteDialog } from "./invite-dialog";
export type { InviteErrors, InviteValues } from "./invite-form";
export { Join, SelfJoin } from "./join";
