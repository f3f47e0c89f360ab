import { member, router } from "@/platform/api/trpc";
import {
  added,
  addInput,
  deleted,
  edited,
  editInput,
  outline,
  outlineInput,
  pageInput,
  place,
  placeInput,
  postInput,
  postPage,
  previewed,
  previewInput,
  revisionPage,
  revisionsInput,
  source,
  undoEditInput,
} from "./contract";
import { deletePost, restorePost } from "./delete";
import { editPost, undoEdit } from "./edit";
import { outlineOf } from "./outline";
import { listPosts, placeOf, previewPost } from "./queries";
import { listRevisions, sourceOf } from "./revisions";
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
  source: member
    .input(postInput)
    .output(source)
    .query(({ ctx, input }) => sourceOf(ctx.read, ctx.actor, input.id)),
  revisions: member
    .input(revisionsInput)
    .output(revisionPage)
    .query(({ ctx, input }) => listRevisions(ctx.read, ctx.actor, input)),
  edit: member
    .input(editInput)
    .output(edited)
    .mutation(({ ctx, input }) => ctx.transaction({ lock: input.id }, (tx) => editPost(tx, ctx.actor, input))),
  undoEdit: member
    .input(undoEditInput)
    .output(edited)
    .mutation(({ ctx, input }) => ctx.transaction({ lock: input.id }, (tx) => undoEdit(tx, ctx.actor, input))),
  delete: member
    .input(postInput)
    .output(deleted)
    .mutation(({ ctx, input }) => ctx.transaction({ lock: input.id }, (tx) => deletePost(tx, ctx.actor, input.id))),
  restore: member
    .input(postInput)
    .output(deleted)
    .mutation(({ ctx, input }) => ctx.transaction({ lock: input.id }, (tx) => restorePost(tx, ctx.actor, input.id))),
});
