import { face } from "../threads/queries";

export const posts = face;
