"use client";

import { useLocale } from "next-intl";
import { api } from "@/client/trpc";
import { SetupForm, type SetupValues } from "@/features/auth/ui";
import { workWeek } from "@/features/settings/ui";
import { useNewMember } from "./use-new-member";

const fields = ["team", "name", "address", "password", "zone", "channels"] as const;

/** Founds the team, signs its owner in and shows them where to add people. */
export function SetUp({ token }: { token: string }) {
  const locale = useLocale();
  const { busy, errors, submit } = useNewMember(
    (field) => (field.startsWith("hours") ? "from" : fields.find((name) => field.split(".")[0] === name)),
    "/members",
  );
  const send = ({ from, to, ...values }: SetupValues) =>
    submit(values, (memberId) =>
      api().setUp.run.mutate({ ...values, token, memberId, locale, hours: workWeek(from, to) }),
    );
  return <SetupForm onSubmit={send} busy={busy} errors={errors} />;
}
