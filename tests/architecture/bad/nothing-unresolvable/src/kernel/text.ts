import { nowhere } from "./nowhere";

export const text = nowhere;
