import { face } from "../threads";

export const members = face;
