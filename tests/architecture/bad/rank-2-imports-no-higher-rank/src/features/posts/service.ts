import { face } from "../inbox/contract";

export const posts = face;
