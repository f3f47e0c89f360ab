export { type ExportForm, exportAudit } from "./export";
export { accessAudit } from "./policy";
export { auditRouter } from "./router";
