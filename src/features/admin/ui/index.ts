export { Join } from "./join";
export { SetUp } from "./set-up";
