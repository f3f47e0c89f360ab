export { addFirstAddress, addressBelongs, assertFree } from "./service";
