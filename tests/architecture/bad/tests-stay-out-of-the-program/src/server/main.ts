import { face } from "../../tests/support/scene";

export const main = face;
