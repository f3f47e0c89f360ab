export { AddressesPage } from "./addresses-page";
export { DeadAddressLink } from "./dead-link";
export { LinkAct } from "./link-act";
export { Prove } from "./prove";
export { Revert } from "./revert";
