import { member, router } from "@/platform/api/trpc";
import { hitPage, searchInput } from "./contract";
import { findPosts } from "./queries";

export const searchRouter = router({
  posts: member
    .input(searchInput)
    .output(hitPage)
    .query(({ ctx, input }) => findPosts(ctx.read, ctx.actor, input)),
});
