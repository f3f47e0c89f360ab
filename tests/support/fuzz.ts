import fc from "fast-check";

/**
 * The set-up of every test file: fuzz tests draw the same examples each time, so that a red test is red for everybody.
 * `npm run soak` gives other seeds and prints them.
 */
fc.configureGlobal({ seed: Number(process.env.TIDINGS_SEED ?? 20_261_120) });
