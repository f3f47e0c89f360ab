/**
 * Who may import whom. Each rule has one deliberately bad file of its name in tests/architecture/bad, which proves
 * that it bites. Slices stand in ranks: same rank or lower only, through their faces; upward effects go by events.
 */
const ranks = [
  ["addresses", "auth", "groups", "mails", "members", "settings"],
  ["channels", "threads", "posts", "drafts", "conversations"],
  ["follows", "inbox", "notifications", "digests", "search"],
];
const slices = (names) => `^src/features/(${names.join("|")})/`;
const above = (rank) => `^src/features/(?!(${ranks.slice(0, rank).flat().join("|")})/)`;
const faces = "/(index|contract)\\.ts$|/ui/index\\.tsx?$";
const tests = "\\.test\\.tsx?$";

const upward = (rank) => ({
  name: `rank-${rank}-imports-no-higher-rank`,
  comment: "A slice imports its own rank or lower. What must happen higher up happens from an event.",
  severity: "error",
  from: { path: slices(ranks[rank - 1]), pathNot: tests },
  to: { path: above(rank) },
});

/** @type {import("dependency-cruiser").IConfiguration} */
module.exports = {
  forbidden: [
    upward(1),
    upward(2),
    upward(3),
    {
      name: "slices-through-their-faces",
      comment: "Another slice is entered by its index.ts, contract.ts or ui/index.ts.",
      severity: "error",
      from: { path: "^src/features/([^/]+)/" },
      to: { path: "^src/features/", pathNot: ["^src/features/$1/", faces] },
    },
    {
      name: "features-through-their-faces",
      comment: "Pages, server and client enter a slice by its face; the server also wires routers, a page next-auth.",
      severity: "error",
      from: { path: "^src/(app|server|client|i18n)/" },
      to: { path: "^src/features/", pathNot: [faces, "/router\\.ts$", "^src/features/auth/next-auth\\.ts$"] },
    },
    {
      name: "features-know-no-server",
      comment: "Rules know no transport and no wiring.",
      severity: "error",
      from: { path: "^src/features/", pathNot: [tests, "^src/features/[^/]+/ui/"] },
      to: { path: "^src/(server|app)/" },
    },
    {
      name: "kernel-stands-alone",
      comment: "The kernel is pure and runs anywhere: nothing of ours outside it, nothing of Node.",
      severity: "error",
      from: { path: "^src/kernel/", pathNot: tests },
      to: { path: "^src/(?!kernel/)" },
    },
    {
      name: "kernel-runs-anywhere",
      comment: "The kernel is bundled for the browser as well.",
      severity: "error",
      from: { path: "^src/kernel/", pathNot: tests },
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "platform-knows-no-feature",
      comment: "The platform is what features stand on.",
      severity: "error",
      from: { path: "^src/platform/", pathNot: tests },
      to: { path: "^src/(features|server|app|client|ui)/" },
    },
    {
      name: "contracts-run-anywhere",
      comment:
        "A contract is shared with the browser: kernel, contracts, declarations of events; elsewhere types only.",
      severity: "error",
      from: { path: "^src/features/[^/]+/contract\\.ts$" },
      to: {
        path: "^src/(?!kernel/|features/)|^src/features/[^/]+/(index|policy|queries|service|router|jobs)\\.ts$",
        pathNot: "^src/platform/events/define\\.ts$",
        dependencyTypesNot: ["type-only"],
      },
    },
    {
      name: "browser-imports-contracts-and-ui",
      comment: "Browser code never reaches the platform or a slice's inside, not even for a type.",
      severity: "error",
      from: { path: "^src/(ui|client)/|^src/features/[^/]+/ui/", pathNot: tests },
      to: {
        path: "^src/(platform|server|app|features)/",
        pathNot: ["^src/features/[^/]+/(contract\\.ts$|ui/)", "^src/server/router\\.ts$"],
      },
    },
    {
      name: "browser-knows-the-routers-type-only",
      comment: "AppRouter as a type is all that browser code may know of the server.",
      severity: "error",
      from: { path: "^src/(ui|client)/|^src/features/[^/]+/ui/", pathNot: tests },
      to: { path: "^src/server/router\\.ts$", dependencyTypesNot: ["type-only"] },
    },
    {
      name: "design-system-knows-no-feature",
      comment: "Primitives are made of nothing but the kernel, the client runtime and the languages.",
      severity: "error",
      from: { path: "^src/ui/", pathNot: tests },
      to: { path: "^src/(features|app)/" },
    },
    {
      name: "dialects-in-platform-db-only",
      comment: "Shared code uses platform/db/columns; what exists in one dialect only stays in platform/db.",
      severity: "error",
      from: { path: "^src/", pathNot: "^src/platform/db/" },
      to: { path: "node_modules/(better-sqlite3|pg|drizzle-orm/(pg-core|sqlite-core|node-postgres|better-sqlite3))/" },
    },
    {
      name: "next-auth-behind-its-seam",
      comment: "next-auth never left beta: only the auth slice and the sign-in entrance know it.",
      severity: "error",
      from: { path: "^src/", pathNot: ["^src/features/auth/", "^src/server/entrances/auth"] },
      to: { path: "node_modules/(next-auth|@auth)/" },
    },
    {
      name: "tests-stay-out-of-the-program",
      comment: "The program never imports a test or its support.",
      severity: "error",
      from: { path: "^src/", pathNot: tests },
      to: { path: `^tests/|${tests}` },
    },
    {
      name: "no-cycles",
      comment: "A cycle means that two files are one, or that a third is missing. Types may point at each other.",
      severity: "error",
      from: { path: "^src/" },
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    {
      name: "nothing-unresolvable",
      comment: "An import that cannot be followed would escape every rule above.",
      severity: "error",
      from: { path: "^src/" },
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: { conditionNames: ["import", "require", "node", "default", "types"] },
    moduleSystems: ["es6", "cjs"],
  },
};
