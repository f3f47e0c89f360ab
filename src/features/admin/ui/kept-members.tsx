"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { Ellipsis } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "@/client/trpc";
import type { Role } from "@/kernel/actor";
import { DAY } from "@/kernel/clock";
import { Avatar, Button, EmptyState, ErrorState, Field, IconButton, Menu, Select } from "@/ui";
import { PageColumn } from "@/ui/shell";
import type { KeptMember } from "../contract";
import { Abandoned } from "./abandoned";
import { AdminTabs } from "./admin-tabs";
import { type Act, MemberAct } from "./member-acts";

type Me = { id: string; role: Role };

/** The members as a whole, for owners and admins: who they are, and what can be done about them. */
export function KeptMembers({ me }: { me: Me }) {
  const t = useTranslations("admin");
  const trpc = useTRPC();
  const [show, setShow] = useState<"active" | "deactivated">("active");
  const [doing, setDoing] = useState<{ act: Act; member: KeptMember }>();
  const members = useInfiniteQuery(
    trpc.admin.members.infiniteQueryOptions({ show }, { getNextPageParam: (page) => page.next }),
  );
  const items = members.data?.pages.flatMap((page) => page.items);
  return (
    <PageColumn title={t("title")}>
      <AdminTabs current="members" owner={me.role === "owner"} />
      <Abandoned me={me} />
      <Field label={t("show")} className="mt-6 max-w-64">
        {(wiring) => (
          <Select {...wiring} value={show} onChange={({ target }) => setShow(target.value as typeof show)}>
            <option value="active">{t("active")}</option>
            <option value="deactivated">{t("deactivated")}</option>
          </Select>
        )}
      </Field>
      {members.isError && <ErrorState title={t("failed")} body={t("away")} retry={() => void members.refetch()} />}
      {items?.length === 0 && <EmptyState title={t("none")} body={t("noneBody")} />}
      <ul className="mt-6">
        {items?.map((member) => (
          <Line key={member.id} member={member} me={me} onAct={(act) => setDoing({ act, member })} />
        ))}
      </ul>
      {members.hasNextPage && (
        <Button className="mt-6" busy={members.isFetchingNextPage} onClick={() => void members.fetchNextPage()}>
          {t("more")}
        </Button>
      )}
      {doing && <MemberAct {...doing} me={me} onClose={() => setDoing(undefined)} />}
    </PageColumn>
  );
}

/** What this actor may do to a member: owners to anybody, admins to members and guests. */
function actsOn(member: KeptMember, me: Me): Act[] {
  if (me.role !== "owner" && (member.role === "owner" || member.role === "admin")) return [];
  if (member.deactivatedAt !== null) return me.role === "owner" ? ["reactivate", "erase"] : ["reactivate"];
  if (member.id === me.id) return ["role", "signOut"];
  return ["role", "signOut", "reset", "deactivate"];
}

function Line({ member, me, onAct }: { member: KeptMember; me: Me; onAct: (act: Act) => void }) {
  const t = useTranslations("admin");
  const locale = useLocale();
  const { id, name, handle, address, role, seenDay, secondFactor } = member;
  const acts = actsOn(member, me);
  // A day without an hour: in UTC, as it was counted.
  const day = (at: number) =>
    new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeZone: "UTC" }).format(at * DAY);
  const facts = [
    id === me.id && t("you"),
    t(`roles.${role}`),
    secondFactor && t("secondFactor"),
    seenDay === null ? t("neverSeen") : t("seen", { day: day(seenDay) }),
  ];
  return (
    <li className="flex min-h-16 items-center gap-3.5 border-t border-line py-2.5 last:border-b">
      <Avatar id={id} name={name} />
      <div className="min-w-0 flex-1">
        <p className="text-row font-medium wrap-anywhere">{name}</p>
        <p className="text-sm wrap-anywhere text-ink-2">{[`@${handle}`, address].filter(Boolean).join(" · ")}</p>
        <p suppressHydrationWarning className="text-sm text-ink-2">
          {facts.filter(Boolean).join(" · ")}
        </p>
      </div>
      {acts.length > 0 && (
        <Menu
          button={(wiring) => (
            <IconButton {...wiring} label={t("actsOn", { name })} size="lg">
              <Ellipsis aria-hidden />
            </IconButton>
          )}
          items={acts.map((act) => ({ label: t(`acts.${act}.label`), icon: null, run: () => onAct(act) }))}
        />
      )}
    </li>
  );
}
