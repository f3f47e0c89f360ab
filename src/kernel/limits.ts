/** Limits that a form shows before anything is sent. Apart from the contracts: a form needs no schemas. */

/** The fewest and the most characters that a password may have. */
export const PASSWORD_MIN = 10;
export const PASSWORD_MAX = 200;
