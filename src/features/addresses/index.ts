export { addFirstAddress, assertFree } from "./service";
