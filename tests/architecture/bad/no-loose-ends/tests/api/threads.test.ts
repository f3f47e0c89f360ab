import { test } from "vitest";

test.skip("a thread can be started", () => undefined);
