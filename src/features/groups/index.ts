export { groupsRouter } from "./router";
