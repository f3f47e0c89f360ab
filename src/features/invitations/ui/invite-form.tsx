"use client";

import { CircleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button, Field, inputLook, Select } from "@/ui";
import type { InvitedRole } from "../contract";
import { addressesIn } from "./addresses-in";
import { type ChannelOption, ChannelPicker } from "./channel-picker";

export type InviteValues = {
  role: InvitedRole;
  channelIds: string[];
  days: 1 | 7 | 30;
  /** Null means any number. */
  uses: 1 | 5 | 25 | null;
  /** Empty for a link. */
  addresses: string[];
};

export type InviteErrors = { addresses?: string; channels?: string; form?: string };

type InviteFormProps = {
  way: "link" | "mail";
  /** Owners make admins too. */
  mayMakeAdmins: boolean;
  channels: readonly ChannelOption[];
  onSubmit: (values: InviteValues) => void;
  busy: boolean;
  errors: InviteErrors;
};

const lifetimes = [1, 7, 30] as const;
const numbers = [1, 5, 25, null] as const;

/** What an invitation grants, for how long and to how many. */
export function InviteForm({ way, mayMakeAdmins, channels, onSubmit, busy, errors }: InviteFormProps) {
  const t = useTranslations("invite");
  const [role, setRole] = useState<InvitedRole>("member");
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [days, setDays] = useState<(typeof lifetimes)[number]>(7);
  const [uses, setUses] = useState<(typeof numbers)[number]>(1);
  const [typed, setTyped] = useState("");
  const isMail = way === "mail";
  const addresses = isMail ? addressesIn(typed) : [];
  const roles = mayMakeAdmins ? (["member", "guest", "admin"] as const) : (["member", "guest"] as const);
  const offered = role === "guest" ? channels : channels.filter(({ visibility }) => visibility === "private");
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        const channelIds = offered.filter(({ id }) => chosen.includes(id)).map(({ id }) => id);
        if (!busy) onSubmit({ role, channelIds, days, uses: isMail ? 1 : uses, addresses });
      }}
      className="grid gap-4"
    >
      {isMail && (
        <Field label={t("addresses")} hint={t("addressesFound", { count: addresses.length })} error={errors.addresses}>
          {(wiring) => (
            <textarea
              {...wiring}
              required
              rows={3}
              spellCheck={false}
              className={`${inputLook} max-h-40 min-h-20 resize-y py-2.5`}
              value={typed}
              onChange={(event) => setTyped(event.currentTarget.value)}
            />
          )}
        </Field>
      )}
      <Field label={t("role")} hint={t(`roleHint.${role}`)}>
        {(wiring) => (
          <Select {...wiring} value={role} onChange={(event) => setRole(event.currentTarget.value as InvitedRole)}>
            {roles.map((one) => (
              <option key={one} value={one}>
                {t(`as.${one}`)}
              </option>
            ))}
          </Select>
        )}
      </Field>
      {(offered.length > 0 || role === "guest") && (
        <ChannelPicker
          legend={t(role === "guest" ? "guestChannels" : "privateChannels")}
          channels={offered}
          chosen={chosen}
          onChange={setChosen}
          error={errors.channels}
        />
      )}
      <div className="grid grid-cols-2 gap-4">
        <Field label={t("days")}>
          {(wiring) => (
            <Select
              {...wiring}
              value={days}
              onChange={(event) => setDays(lifetimes.find((one) => String(one) === event.currentTarget.value) ?? 7)}
            >
              {lifetimes.map((one) => (
                <option key={one} value={one}>
                  {t("forDays", { days: one })}
                </option>
              ))}
            </Select>
          )}
        </Field>
        {!isMail && (
          <Field label={t("uses")}>
            {(wiring) => (
              <Select
                {...wiring}
                value={uses ?? ""}
                onChange={(event) =>
                  setUses(numbers.find((one) => String(one ?? "") === event.currentTarget.value) ?? null)
                }
              >
                {numbers.map((one) => (
                  <option key={one} value={one ?? ""}>
                    {one === null ? t("anyNumber") : t("people", { count: one })}
                  </option>
                ))}
              </Select>
            )}
          </Field>
        )}
      </div>
      {errors.form && (
        <p role="alert" className="flex gap-2 rounded-md bg-stop-soft px-4 py-3 text-stop">
          <CircleAlert aria-hidden className="mt-px shrink-0" />
          {errors.form}
        </p>
      )}
      <Button type="submit" kind="primary" busy={busy} className="mt-1 justify-self-start">
        {isMail ? t("send", { count: addresses.length }) : t("make")}
      </Button>
    </form>
  );
}
