import { text } from "./text";

export const page = text;
