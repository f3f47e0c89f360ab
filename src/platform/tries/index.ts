export { cleanTries } from "./clean";
export { countTries, forgiveTries } from "./count";
