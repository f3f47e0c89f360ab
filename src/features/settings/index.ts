export { calendarOf, workspaceOf } from "./queries";
export { settingsRouter } from "./router";
export { foundWorkspace } from "./service";
