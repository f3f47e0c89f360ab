"use client";

import { CircleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { ClockInput, ZoneField } from "@/features/settings/ui";
import { Button, Field, inputLook, TextInput } from "@/ui";

import { type ChannelChoice, FirstChannels } from "./first-channels";
import { FormPart } from "./form-part";
import { NewPasswordField } from "./password-field";

export type SetupValues = {
  team: string;
  name: string;
  address: string;
  password: string;
  /** IANA. */
  zone: string;
  /** The team's hours on weekdays, in minutes from midnight. */
  from: number;
  to: number;
  channels: { name: string; purpose: string }[];
};

type SetupErrors = Partial<Record<keyof SetupValues | "form", string>>;

type SetupFormProps = { onSubmit: (values: SetupValues) => void; busy: boolean; errors: SetupErrors };

const suggestions = ["team", "decisions", "help", "offTopic"] as const;

/** The first page of a new team: the team, its first owner, their zone and hours, the first channels. */
export function SetupForm({ onSubmit, busy, errors }: SetupFormProps) {
  const t = useTranslations("setup");
  const [values, setValues] = useState({ team: "", name: "", address: "", password: "", zone: "" });
  const [hours, setHours] = useState({ from: 540, to: 1_080 });
  const [channels, setChannels] = useState<ChannelChoice[]>(() =>
    suggestions.map((key) => ({ name: t(`channel.${key}`), purpose: t(`purpose.${key}`), chosen: key !== "offTopic" })),
  );
  const set = (key: keyof typeof values) => (value: string) => setValues((old) => ({ ...old, [key]: value }));
  const typed = (key: "team" | "name" | "address") => ({
    name: key,
    required: true,
    value: values[key],
    onChange: (event: { currentTarget: HTMLInputElement }) => set(key)(event.currentTarget.value),
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        const chosen = channels.filter((channel) => channel.chosen);
        if (!busy) onSubmit({ ...values, ...hours, channels: chosen.map(({ name, purpose }) => ({ name, purpose })) });
      }}
      className="mx-auto max-w-140 px-6 pt-12 pb-24 max-md:px-4 max-md:pt-8 max-md:pb-18"
    >
      <h1 className="font-title text-2xl font-semibold tracking-[-0.018em] text-balance">{t("title")}</h1>
      <p className="mt-2 text-row leading-[1.55] text-pretty text-ink-2">{t("lede")}</p>
      <FormPart legend={t("yourTeam")}>
        <Field label={t("team")} error={errors.team}>
          {(wiring) => <TextInput {...wiring} {...typed("team")} autoComplete="organization" maxLength={80} />}
        </Field>
      </FormPart>
      <FormPart legend={t("you")}>
        <Field label={t("name")} error={errors.name}>
          {(wiring) => <TextInput {...wiring} {...typed("name")} autoComplete="name" maxLength={80} />}
        </Field>
        <Field label={t("address")} error={errors.address} hint={t("addressHint")}>
          {(wiring) => <TextInput {...wiring} {...typed("address")} type="email" autoComplete="email" />}
        </Field>
        <NewPasswordField
          label={t("password")}
          value={values.password}
          onChange={set("password")}
          error={errors.password}
        />
      </FormPart>
      <FormPart legend={t("hours")}>
        <ZoneField label={t("zone")} value={values.zone} onChange={set("zone")} error={errors.zone} guess />
        <div className="grid grid-cols-2 gap-4">
          <Field label={t("from")} error={errors.from}>
            {(wiring) => (
              <ClockInput
                {...wiring}
                value={hours.from}
                onChange={(from) => setHours({ ...hours, from })}
                className={inputLook}
              />
            )}
          </Field>
          <Field label={t("to")} error={errors.to}>
            {(wiring) => (
              <ClockInput
                {...wiring}
                value={hours.to}
                onChange={(to) => setHours({ ...hours, to })}
                className={inputLook}
              />
            )}
          </Field>
        </div>
      </FormPart>
      <FormPart legend={t("channels")}>
        <FirstChannels channels={channels} onChange={setChannels} />
        {errors.channels && <p className="text-sm text-stop">{errors.channels}</p>}
      </FormPart>
      <div className="mt-9 grid gap-3">
        {errors.form && (
          <p role="alert" className="flex gap-2 rounded-md bg-stop-soft px-4 py-3 text-stop">
            <CircleAlert aria-hidden className="mt-px" />
            {errors.form}
          </p>
        )}
        <Button type="submit" kind="primary" size="lg" wide busy={busy} className="truncate">
          {values.team.trim() ? t("open", { team: values.team.trim() }) : t("openUnnamed")}
        </Button>
        <p className="text-center text-sm text-ink-2">{t("next")}</p>
      </div>
    </form>
  );
}
