import { face } from "../features/threads/contract";

export const button = face;
