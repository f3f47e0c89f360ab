import { face } from "../../platform/events";

export const threadStarted = face;
