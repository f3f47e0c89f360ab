"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "@/client/trpc";
import { type Role, roles } from "@/kernel/actor";
import { Dialog, Field, LinkToCopy, Select, say, TextInput, Time } from "@/ui";
import type { KeptMember } from "../contract";
import { ActDialog } from "./act-dialog";
import { HeirField } from "./heir-field";

export type Act = "role" | "deactivate" | "reactivate" | "signOut" | "reset" | "erase";
type Me = { id: string; role: Role };
type ActProps = { member: KeptMember; me: Me; onClose: () => void };

/** What an owner or admin is about to do to a member, explained. */
export function MemberAct({ act, ...rest }: ActProps & { act: Act }) {
  switch (act) {
    case "role":
      return <RoleAct {...rest} />;
    case "deactivate":
      return <DeactivateAct {...rest} />;
    case "reset":
      return <ResetAct {...rest} />;
    case "erase":
      return <EraseAct {...rest} />;
    default:
      return <PlainAct act={act} {...rest} />;
  }
}

/** Words, and what is fetched anew once it is done. */
function useAct(key: Act, name: string) {
  const t = useTranslations(`admin.acts.${key}`);
  const shared = useTranslations("admin");
  const trpc = useTRPC();
  const client = useQueryClient();
  return {
    t,
    trpc,
    words: { title: t("title", { name }), act: t("act"), away: shared("away") },
    done: {
      onSuccess: async () => {
        say({ title: t("done", { name }) });
        await client.invalidateQueries(trpc.admin.pathFilter());
      },
    },
  };
}

function RoleAct({ member, me, onClose }: ActProps) {
  const { t, trpc, words, done } = useAct("role", member.name);
  const names = useTranslations("admin.roles");
  const [role, setRole] = useState<Role>(member.role);
  const change = useMutation(trpc.admin.changeRole.mutationOptions(done));
  const given = me.role === "owner" ? roles : roles.filter((each) => each === "member" || each === "guest");
  return (
    <ActDialog
      {...words}
      lede={<p>{t(role === "guest" && member.role !== "guest" ? "becomesGuest" : `is.${role}`)}</p>}
      run={() => change.mutateAsync({ memberId: member.id, role })}
      onClose={onClose}
    >
      <Field label={t("field")}>
        {(wiring) => (
          <Select {...wiring} value={role} onChange={({ target }) => setRole(target.value as Role)}>
            {given.map((each) => (
              <option key={each} value={each}>
                {names(each)}
              </option>
            ))}
          </Select>
        )}
      </Field>
    </ActDialog>
  );
}

function DeactivateAct({ member, me, onClose }: ActProps) {
  const { t, trpc, words, done } = useAct("deactivate", member.name);
  const { data: held } = useQuery(trpc.admin.holdings.queryOptions({ memberId: member.id }));
  const [heirId, setHeirId] = useState<string | null>(me.id);
  const deactivate = useMutation(trpc.admin.deactivate.mutationOptions(done));
  const holds = held !== undefined && held.channels + held.groups > 0;
  return (
    <ActDialog
      {...words}
      lede={<p>{t("lede")}</p>}
      run={() => deactivate.mutateAsync({ memberId: member.id, heirId: holds ? heirId : null })}
      onClose={onClose}
    >
      {holds && <HeirField held={held} leavingId={member.id} value={heirId} onChange={setHeirId} optional />}
    </ActDialog>
  );
}

function PlainAct({ act, member, onClose }: ActProps & { act: "reactivate" | "signOut" }) {
  const { t, trpc, words, done } = useAct(act, member.name);
  const mutation = useMutation(trpc.admin[act].mutationOptions(done));
  return (
    <ActDialog
      {...words}
      lede={<p>{t("lede")}</p>}
      run={() => mutation.mutateAsync({ memberId: member.id })}
      onClose={onClose}
    />
  );
}

function ResetAct({ member, onClose }: ActProps) {
  const { t, trpc, words } = useAct("reset", member.name);
  const make = useMutation(trpc.admin.resetLink.mutationOptions());
  const [open, setOpen] = useState(true);
  if (open)
    return (
      <ActDialog
        {...words}
        lede={<p>{t("lede")}</p>}
        run={() => make.mutateAsync({ memberId: member.id })}
        onClose={() => (make.isSuccess ? setOpen(false) : onClose())}
      />
    );
  if (!make.data) return null;
  return (
    <Dialog open onClose={onClose} title={words.title}>
      <LinkToCopy url={`${location.origin}/reset/${make.data.token}`} label={t("link")} />
      <p className="text-sm text-pretty text-ink-2">
        {t.rich("once", { time: () => <Time at={make.data.expiresAt} className="whitespace-nowrap" /> })}
      </p>
    </Dialog>
  );
}

function EraseAct({ member, onClose }: ActProps) {
  const { t, trpc, words, done } = useAct("erase", member.name);
  const [posts, setPosts] = useState<"keep" | "remove">("keep");
  const [handle, setHandle] = useState("");
  const erase = useMutation(trpc.admin.erase.mutationOptions(done));
  return (
    <ActDialog
      {...words}
      lede={
        <>
          <p>{t("lede")}</p>
          <p>{t("stays")}</p>
        </>
      }
      run={() => erase.mutateAsync({ memberId: member.id, posts, handle })}
      onClose={onClose}
    >
      <Field label={t("posts")} hint={t(posts)}>
        {(wiring) => (
          <Select {...wiring} value={posts} onChange={({ target }) => setPosts(target.value as typeof posts)}>
            <option value="keep">{t("keepPosts")}</option>
            <option value="remove">{t("removePosts")}</option>
          </Select>
        )}
      </Field>
      <Field label={t("type", { handle: member.handle })}>
        {(wiring) => (
          <TextInput {...wiring} value={handle} autoComplete="off" onChange={({ target }) => setHandle(target.value)} />
        )}
      </Field>
    </ActDialog>
  );
}
