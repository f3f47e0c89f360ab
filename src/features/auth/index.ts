export { sessionCookie } from "./cookie";
export { claimLink, lookAtLink, setupLink, spendLink } from "./links";
export { hashPassword, setPassword } from "./passwords";
export { authRouter } from "./router";
export { keepSession, liveSessions, readSession } from "./sessions";
