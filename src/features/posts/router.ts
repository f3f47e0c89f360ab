import { member, router } from "@/platform/api/trpc";
import {
  added,
  addInput,
  outline,
  outlineInput,
  pageInput,
  place,
  placeInput,
  postPage,
  previewed,
  previewInput,
} from "./contract";
import { outlineOf } from "./outline";
import { listPosts, placeOf, previewPost } from "./queries";
import { addPost } from "./service";

export const postsRouter = router({
  page: member
    .input(pageInput)
    .output(postPage)
    .query(({ ctx, input }) => listPosts(ctx.read, ctx.actor, input)),
  outline: member
    .input(outlineInput)
    .output(outline)
    .query(({ ctx, input }) => outlineOf(ctx.read, ctx.actor, input)),
  place: member
    .input(placeInput)
    .output(place)
    .query(({ ctx, input }) => placeOf(ctx.read, ctx.actor, input.id)),
  // A body may be larger than an address can be: a mutation, though it changes nothing.
  preview: member
    .input(previewInput)
    .output(previewed)
    .mutation(({ ctx, input }) => previewPost(ctx.read, ctx.actor, input.body)),
  add: member
    .input(addInput)
    .output(added)
    .mutation(({ ctx, input }) => ctx.transaction({ lock: input.threadId }, (tx) => addPost(tx, ctx.actor, input))),
});
