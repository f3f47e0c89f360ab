export { digestComposer } from "./composer";
export { digestJob } from "./digest-job";
export { type DigestNow, digestNow } from "./digest-now";
export { mergePlans } from "./merge";
export { planDigests } from "./plan-job";
export { digestPlanner, forgetDigests, planOf, setDigest } from "./plans";
