"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Link } from "@/client/link";
import { hrefOf } from "@/client/place";
import { Avatar, PersonName } from "@/ui";
import type { MemberLine } from "../contract";

type MemberRowProps = { member: Omit<MemberLine, "zone">; mine: boolean; children?: ReactNode };

/** A member as a line of a list, which leads to their page; what one may do or read there stands at its end. */
export function MemberRow({ member, mine, children }: MemberRowProps) {
  const t = useTranslations("members");
  const note = [mine && t("you"), member.role !== "member" && t(`role.${member.role}`)].filter(Boolean).join(", ");
  return (
    <li className="flex min-h-16 items-center gap-3.5 border-t border-line py-2.5 last:border-b">
      <Avatar {...member} />
      <div className="min-w-0 flex-1">
        <p className="text-row font-medium wrap-anywhere">
          <Link href={hrefOf({ at: "member", member: member.id })} className="hover:underline">
            <bdi>
              <PersonName name={member.name} />
            </bdi>
          </Link>
          {note && <span className="ms-2 inline-block text-sm font-normal text-ink-2">{note}</span>}
        </p>
        <p className="truncate text-sm text-ink-2">
          <span dir="ltr">@{member.handle}</span>
        </p>
      </div>
      {children}
    </li>
  );
}
