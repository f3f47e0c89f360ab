import { face } from "../features/threads/service";

export const wiring = face;
