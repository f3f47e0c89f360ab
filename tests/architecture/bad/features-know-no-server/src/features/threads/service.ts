import { face } from "../../server/context";

export const threads = face;
