export type { Composed, Composer, MailRef } from "./composer";
export { mergeMails } from "./merge";
export { messageIdsOfPosts } from "./message-ids";
export { sendMailJob } from "./send";
export { createMail } from "./service";
export { readUnsubscribeToken, unsubscribePage } from "./unsubscribe";
