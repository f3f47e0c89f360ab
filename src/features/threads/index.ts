export { mergeThreads } from "./merge";
export { takeNumber } from "./numbers";
export { openUntitled } from "./open";
export { accessThread, mayWrite, type Thread } from "./policy";
export { retitleThread, retitleThreadsOf } from "./retitle";
export { readCount, ties } from "./ties";
