"use client";

import { useLocale } from "next-intl";
import { api } from "@/client/trpc";
import { useNewMember } from "@/features/admin/ui";
import { JoinForm } from "@/features/auth/ui";

const fields = ["name", "address", "password", "zone"] as const;
const fieldOf = (field: string) => fields.find((name) => name === field);

/** Makes a member of who holds an invitation, and signs them in. `address`: the one that it was mailed to. */
export function Join({ token, team, address }: { token: string; team: string; address: string | null }) {
  const locale = useLocale();
  const { busy, errors, submit } = useNewMember(fieldOf, "/inbox");
  return (
    <JoinForm
      team={team}
      address={address ?? undefined}
      busy={busy}
      errors={errors}
      onSubmit={(values) =>
        submit(values, (memberId) => api().join.accept.mutate({ ...values, token, memberId, locale }))
      }
    />
  );
}

/** Makes a member of who followed the link that they asked for, and signs them in. */
export function SelfJoin({ token, team, address }: { token: string; team: string; address: string }) {
  const locale = useLocale();
  const { busy, errors, submit } = useNewMember(fieldOf, "/inbox");
  return (
    <JoinForm
      team={team}
      address={address}
      fixed
      busy={busy}
      errors={errors}
      onSubmit={({ address: _fixed, ...values }) =>
        submit({ address, password: values.password }, (memberId) =>
          api().join.acceptSelf.mutate({ ...values, token, memberId, locale }),
        )
      }
    />
  );
}
