export { type ProvenByHost, proveByHost } from "./commands/prove-by-host";
export { addressChangedComposer, mergeComposer, proveComposer } from "./composers";
export { countMail } from "./limits";
export { mergeAddresses } from "./merge";
export { sendProof } from "./proof-links";
export { addressProver } from "./prover";
export { addFirstAddress, addressBelongs, addressesOf, assertFree, forgetAddresses } from "./service";
