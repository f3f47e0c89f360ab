export { resetLinkByHost } from "./by-host";
export { confirmComposer } from "./confirm-mail";
export { sessionCookie } from "./cookie";
export { forgetKeys } from "./forget";
export { countTry } from "./limits";
export { linkComposers } from "./link-mail";
export {
  claimLink,
  linkToken,
  lookAtLink,
  makeLink,
  makeResetLink,
  revokeLinkIds,
  revokeLinks,
  revokeLinksAbout,
  setupLink,
  spendLink,
} from "./links";
export { mailLinkJob } from "./mail-links";
export { mergeKeys } from "./merge";
export { hashPassword, setPassword } from "./passwords";
export { authRouter, sessionsRouter } from "./router";
export { securityComposer } from "./security-mail";
export { assertConfirmed, endSessionsOf, keepSession, liveSessions, readSession } from "./sessions";
export { hashUnknownPassword, takeBack } from "./take-back";
export { hashToken } from "./tokens";
export { forceOneStep } from "./two-steps";
