export { closeDatabase, compactDatabase, openDatabase, reader } from "./connection";
export { engine } from "./engine";
export { isUniqueViolation } from "./errors";
export { collectStatements } from "./statements";
export { transaction } from "./transaction";
export type { Read, TransactionOptions, Tx } from "./types";
