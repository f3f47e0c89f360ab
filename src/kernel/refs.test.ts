import { describe, expect, test } from "vitest";
import { type Reader, type RefKind, refsIn, resolveRefs } from "./refs";

const a = "01932c07-7a70-7aaa-8aaa-aaaaaaaaaaaa";
const b = "01932c07-7a70-7aaa-8aaa-bbbbbbbbbbbb";
const empty = (kind: string, id: string) => `<a data-ref="${kind}:${id}"></a>`;

/** A reader who may see `a` and not `b`. */
const reader = (label: string, href?: string): Reader => ({
  resolve: (_kind: RefKind, id: string) => (id === a ? { label, href } : null),
  hidden: (kind) => `a private ${kind}`,
  time: (at) => ({ label: `at ${at}`, title: "<&>\"'" }),
});

describe("resolveRefs", () => {
  test("gives each reader the name as it is now", () => {
    expect(resolveRefs(`<p>${empty("member", a)}</p>`, reader("Ana", "/members"))).toBe(
      '<p><a class="ref ref-member" href="/members">@Ana</a></p>',
    );
    expect(resolveRefs(empty("channel", a), reader("general", "/c"))).toBe(
      '<a class="ref ref-channel" href="/c">#general</a>',
    );
    expect(resolveRefs(empty("thread", a), reader("Plan"))).toBe('<span class="ref ref-thread">Plan</span>');
  });

  test("tells who may not see it neither name nor address", () => {
    expect(resolveRefs(empty("channel", b), reader("Ana", "/c"))).toBe(
      '<span class="ref ref-none">a private channel</span>',
    );
    expect(resolveRefs(`<a data-ref="thread:${b}">the plan</a>`, reader("Plan", "/t"))).toBe(
      '<a class="ref ref-none">the plan</a>',
    );
    expect(resolveRefs(`<a data-ref="thread:${a}">the plan</a>`, reader("Plan", "/t"))).toBe(
      '<a class="ref" href="/t">the plan</a>',
    );
  });

  test("names, titles and addresses with markup come out as text", () => {
    const hostile = `"><img src=x onerror=alert(1)>'<a data-ref="member:${a}"></a>&`;
    const out = resolveRefs(empty("member", a), reader(hostile, `/x?"onclick="${hostile}`));
    expect(out.match(/<[^>]*>/g)).toHaveLength(2);
    expect(out.replace(/<a class="ref ref-member" href="[^"]*">[^<"]*<\/a>/, "")).toBe("");
    const hidden = resolveRefs(empty("member", b), { ...reader("x"), hidden: () => "<b>" });
    expect(hidden).toBe('<span class="ref ref-none">&lt;b&gt;</span>');
  });

  test("a name is put in once and not read as a reference again", () => {
    expect(resolveRefs(empty("member", a), reader("$& $1 $`", "/$&"))).toBe(
      '<a class="ref ref-member" href="/$&amp;">@$&amp; $1 $`</a>',
    );
  });

  test("shows instants in the reader's zone, in full on hovering", () => {
    expect(resolveRefs('<time data-ref="time:0"></time>', reader("x"))).toBe(
      '<time datetime="1970-01-01T00:00:00.000Z" title="&lt;&amp;&gt;&quot;&#39;">at 0</time>',
    );
  });
});

test("refsIn names what must be looked up, each once", () => {
  const html =
    empty("member", a) +
    empty("member", a) +
    empty("group", b) +
    empty("post", a) +
    `<a data-ref="thread:${b}">x</a>` +
    empty("evil", a);
  expect(refsIn(html)).toEqual({ memberIds: [a], groupIds: [b], channelIds: [], threadIds: [b], postIds: [a] });
});
