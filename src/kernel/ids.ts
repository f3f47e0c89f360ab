import { z } from "zod";
import { idForm } from "./new-id";

// What runs in a browser imports from ./new-id: a schema library would be a quarter of its script.
export { isId, newId } from "./new-id";

/** An id as it crosses an entrance. */
export const id = z.string().regex(idForm, "an id (UUIDv7)");
