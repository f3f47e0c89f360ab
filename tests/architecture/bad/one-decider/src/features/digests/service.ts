import { route as decide } from "../notifications";

export const wanted = decide;
