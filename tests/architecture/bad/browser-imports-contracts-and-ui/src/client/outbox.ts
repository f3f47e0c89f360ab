import type { Face } from "../features/threads";

export type Outbox = Face;
