export type { Composed, Composer, MailRef } from "./composer";
export { forgetMails, sweepMails } from "./forget";
export { mergeMails } from "./merge";
export { messageIdsOfPosts } from "./message-ids";
export { sendMailJob } from "./send";
export { createMail } from "./service";
export { readUnsubscribeToken, unsubscribePage } from "./unsubscribe";
