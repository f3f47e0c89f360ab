import { expect, test, vi } from "vitest";
import { onFirstSaying, say, speakFor } from "./saying";

test("what is said before anybody listens is said when somebody does, once", () => {
  const wake = vi.fn();
  const stop = onFirstSaying(wake);
  say({ title: "Done" });
  say({ title: "Kept" });
  expect(wake).toHaveBeenCalled();

  const heard: string[] = [];
  const silence = speakFor(({ title }) => heard.push(title));
  say({ title: "Copied" });
  expect(heard).toEqual(["Done", "Kept", "Copied"]);

  silence();
  speakFor(({ title }) => heard.push(title))();
  expect(heard).toHaveLength(3);
  stop();
});
