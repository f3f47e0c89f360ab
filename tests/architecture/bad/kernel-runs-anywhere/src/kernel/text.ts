import { sep } from "node:path";

export const text = sep;
