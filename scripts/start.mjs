// `npm start`: builds when the build is missing or older than the source, then runs the server in this process.
import { build, enterProduction, isFresh } from "./build.mjs";

enterProduction();
if (!isFresh()) build();
await import("../dist/main.js");
