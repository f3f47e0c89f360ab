export { mergeThreads } from "./merge";
export { takeNumber } from "./numbers";
export { accessThread, type Thread } from "./policy";
export { readCount, ties } from "./ties";
