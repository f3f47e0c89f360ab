export { calendarOf, joinDomainsOf, workspaceOf } from "./queries";
export { settingsRouter } from "./router";
export { foundWorkspace, setJoinDomains } from "./service";
