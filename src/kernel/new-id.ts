import { uuidv7 } from "uuidv7";

/** A new UUIDv7: sorts by the time it was made. Browsers make ids for what they write, so that a retry is the same write. */
export const newId = (): string => uuidv7();

/** A UUIDv7 in its canonical lower-case form. */
export const idForm = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** Whether a text is a UUIDv7 in its canonical lower-case form. */
export const isId = (text: string): boolean => idForm.test(text);
