export { assignToMail, forgetNotifications, settleMail, skipDeliveries } from "./deliveries";
export { fanOut } from "./fan-out";
export { mergeNotifications } from "./merge";
export { routesFor } from "./route";
export { notifier } from "./subscriber";
