export { MailPage } from "./mail-page";
export { MailsPage } from "./mails-page";
export { UnsubscribePage } from "./unsubscribe-page";
