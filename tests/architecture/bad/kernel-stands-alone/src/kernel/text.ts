import { face } from "../platform/once";

export const text = face;
