export { assertSamePerson } from "./commands/same-person";
export { compactJob, eraseJob } from "./erase-job";
