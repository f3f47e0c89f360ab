export { sessionCookie } from "./cookie";
export {
  claimLink,
  linkToken,
  lookAtLink,
  makeLink,
  makeResetLink,
  revokeLinks,
  setupLink,
  spendLink,
} from "./links";
export { hashPassword, setPassword } from "./passwords";
export { authRouter } from "./router";
export { assertConfirmed, endSessionsOf, keepSession, liveSessions, readSession } from "./sessions";
export { forceOneStep } from "./two-steps";
