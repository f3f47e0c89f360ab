export { assertSamePerson } from "./commands/same-person";
export { setUpRouter } from "./router";
