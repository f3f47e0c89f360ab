export { sessionCookie } from "./cookie";
export { claimLink, linkToken, lookAtLink, makeLink, revokeLinks, setupLink, spendLink } from "./links";
export { hashPassword, setPassword } from "./passwords";
export { authRouter } from "./router";
export { assertConfirmed, keepSession, liveSessions, readSession } from "./sessions";
