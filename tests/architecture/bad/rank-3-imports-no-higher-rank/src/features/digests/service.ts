import { face } from "../admin";

export const digests = face;
