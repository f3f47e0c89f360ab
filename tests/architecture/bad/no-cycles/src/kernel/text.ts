import { page } from "./page";

export const text = page;
