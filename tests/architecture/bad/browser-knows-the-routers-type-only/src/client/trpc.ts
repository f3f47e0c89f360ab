import { face } from "../server/router";

export const trpc = face;
