"use client";

import { useLocale } from "next-intl";
import { api } from "@/client/trpc";
import { JoinForm } from "@/features/auth/ui";
import { useNewMember } from "./use-new-member";

const fields = ["name", "address", "password", "zone"] as const;

/** Makes a member of who holds the link, and signs them in. */
export function Join({ token, team }: { token: string; team: string }) {
  const locale = useLocale();
  const { busy, errors, submit } = useNewMember((field) => fields.find((name) => name === field), "/inbox");
  return (
    <JoinForm
      team={team}
      busy={busy}
      errors={errors}
      onSubmit={(values) =>
        submit(values, (memberId) => api().join.accept.mutate({ ...values, token, memberId, locale }))
      }
    />
  );
}
