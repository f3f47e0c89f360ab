/** Limits that a form shows before anything is sent. Apart from the contracts: a form needs no schemas. */

/** The fewest and the most characters that a password may have. */
export const PASSWORD_MIN = 10;
export const PASSWORD_MAX = 200;

/** The most characters that a handle may have. */
export const HANDLE_MAX = 30;

/** The largest picture that may be uploaded, in bytes: 10 MB. */
export const PICTURE_BYTES_MAX = 10 * 1024 * 1024;

/** How many people a conversation has at most, whoever began it among them. */
export const PEOPLE_LIMIT = 50;

/** How many posts of a thread one page of its outline tells of. */
export const OUTLINE_SIZE = 2_000;
