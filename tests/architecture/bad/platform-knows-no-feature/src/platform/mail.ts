import { face } from "../features/threads";

export const mail = face;
