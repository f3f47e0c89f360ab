"use client";

import clsx from "clsx";
import { useTranslations } from "next-intl";
import { Section, SettingsTabs } from "@/features/settings/ui";
import { HANDLE_MAX } from "@/kernel/limits";
import { PageColumn } from "@/ui/shell";
import type { Me, ProfileInput } from "../contract";
import { nameOfLanguage, offered } from "./languages";
import { type Crop, PictureField } from "./picture-field";
import { SavedField } from "./saved-field";

type ProfilePageProps = {
  me: Me;
  /** Gives why it was not kept, or nothing. */
  onSave: (change: ProfileInput) => Promise<string | undefined>;
  onPicture: (file: File, crop: Crop) => Promise<string | undefined>;
  onRemovePicture: () => void;
};

/** What a member says of themselves. Each thing is kept on its own. */
export function ProfilePage({ me, onSave, onPicture, onRemovePicture }: ProfilePageProps) {
  const t = useTranslations("profile");
  return (
    <PageColumn title={t("title")}>
      <SettingsTabs current="profile" />
      <p className="mt-8 max-w-[35em] font-title text-[1.4375rem] leading-[1.46] tracking-[-0.006em] text-pretty max-md:text-[1.25rem]">
        {t("lede")}
      </p>
      <Section id="picture" title={t("picture")} lede={t("pictureLede")}>
        <PictureField me={me} onPicture={onPicture} onRemove={onRemovePicture} />
      </Section>
      <Section id="names" title={t("names")}>
        <div className="grid max-w-120 gap-6">
          <SavedField
            label={t("name")}
            hint={t("nameHint")}
            value={me.name}
            maxLength={80}
            autoComplete="name"
            onSave={(name) => onSave({ name })}
          />
          <SavedField
            code
            label={t("handle")}
            hint={t("handleHint", { handle: me.handle })}
            value={me.handle}
            maxLength={HANDLE_MAX + 1}
            onSave={(handle) => onSave({ handle })}
          />
          <SavedField
            label={t("pronouns")}
            hint={t("pronounsHint")}
            value={me.pronouns}
            maxLength={40}
            onSave={(pronouns) => onSave({ pronouns })}
          />
        </div>
      </Section>
      <Section id="languages" title={t("languages")} lede={t("languagesLede")}>
        <Languages chosen={me.languages} onChange={(languages) => void onSave({ languages })} />
      </Section>
    </PageColumn>
  );
}

function Languages({ chosen, onChange }: { chosen: string[]; onChange: (tags: string[]) => void }) {
  const all = [...offered, ...chosen.filter((tag) => !offered.includes(tag))];
  return (
    <ul aria-labelledby="languages-title" className="flex flex-wrap gap-2">
      {all.map((tag) => {
        const on = chosen.includes(tag);
        return (
          <li key={tag}>
            <button
              type="button"
              lang={tag}
              aria-pressed={on}
              suppressHydrationWarning
              onClick={() => onChange(on ? chosen.filter((one) => one !== tag) : [...chosen, tag])}
              className={clsx(
                "min-h-9 rounded-control border px-3 text-md transition-colors max-md:min-h-11",
                on ? "border-tide bg-tide font-medium text-on-tide" : "border-edge bg-surface hover:bg-hover",
              )}
            >
              {nameOfLanguage(tag)}
            </button>
          </li>
        );
      })}
    </ul>
  );
}
