export { sessionCookie } from "./cookie";
export { countTry } from "./limits";
export {
  claimLink,
  linkToken,
  lookAtLink,
  makeLink,
  makeResetLink,
  revokeLinkIds,
  revokeLinks,
  setupLink,
  spendLink,
} from "./links";
export { mergeKeys } from "./merge";
export { hashPassword, setPassword } from "./passwords";
export { authRouter } from "./router";
export { assertConfirmed, endSessionsOf, keepSession, liveSessions, readSession } from "./sessions";
export { hashToken } from "./tokens";
export { forceOneStep } from "./two-steps";
