// `npm run admin -- COMMAND`: runs a command of the host beside the server, on the same data.
import { bundle, enterProduction } from "./build.mjs";

enterProduction();
bundle("admin");
await import("../dist/admin.js");
