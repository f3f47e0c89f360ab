export { assertSamePerson } from "./commands/same-person";
export { mergeRouter, setUpRouter } from "./router";
