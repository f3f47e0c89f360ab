"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { refusalOf } from "@/client/refusal";
import { useTRPC } from "@/client/trpc";
import type { ProfileInput } from "@/features/members/contract";
import { ProfilePage } from "@/features/members/ui";
import { say } from "@/ui";
import { queriesOf } from "../queries";
import { uploadPicture } from "./upload-picture";

/** What I say of myself. */
export function Profile() {
  const t = useTranslations("profile");
  const trpc = useTRPC();
  const client = useQueryClient();
  const { data: me } = useQuery(queriesOf(trpc).me());
  const fresh = () => client.invalidateQueries(trpc.members.pathFilter());
  const set = useMutation(trpc.members.setProfile.mutationOptions({ onSuccess: fresh }));
  const remove = useMutation(
    trpc.members.removePicture.mutationOptions({
      onSuccess: fresh,
      onError: (error) => say({ title: refusalOf(error).message ?? t("noAnswer"), urgent: true }),
    }),
  );
  if (!me) return null;

  const save = async (change: ProfileInput): Promise<string | undefined> => {
    try {
      await set.mutateAsync(change);
      return undefined;
    } catch (error) {
      const refusal = refusalOf(error).message ?? t("noAnswer");
      if (change.languages) say({ title: refusal, urgent: true });
      return refusal;
    }
  };
  return (
    <ProfilePage
      // What is on its way already shows.
      me={{ ...me, languages: (set.isPending && set.variables.languages) || me.languages }}
      onSave={save}
      onPicture={async (file, crop) => {
        const refusal = await uploadPicture(file, crop, t("noAnswer"));
        if (refusal === undefined) await fresh();
        return refusal;
      }}
      onRemovePicture={() => remove.mutate()}
    />
  );
}
