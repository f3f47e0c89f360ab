export { cleanJobs } from "./clean";
export { retryDead } from "./dead";
export { defineJob, type JobContext, type JobKind } from "./define";
export { enqueue } from "./enqueue";
export { forgetErrors } from "./forget";
export { type Runner, startRunner } from "./runner";
