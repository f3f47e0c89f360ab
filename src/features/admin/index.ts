export { joinRouter, setUpRouter } from "./router";
