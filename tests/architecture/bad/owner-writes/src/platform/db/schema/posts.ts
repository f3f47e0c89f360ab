import { id, table } from "../columns";

export const posts = table("posts", { id: id("id").primaryKey() });
