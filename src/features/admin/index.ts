export { assertSamePerson } from "./commands/same-person";
