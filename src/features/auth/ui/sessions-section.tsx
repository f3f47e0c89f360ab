"use client";

import { useTranslations } from "next-intl";
import { Section, SettingLine } from "@/features/settings/ui";
import { Button, Time } from "@/ui";
import type { SessionLine } from "../contract";

type SessionsSectionProps = {
  sessions: readonly SessionLine[];
  onEnd: (sessionId: string) => void;
  onEndOthers: () => void;
  /** The one that is being ended, or all others. */
  ending?: string | "others";
};

/** Every browser in which a member is signed in, and the way to end each. */
export function SessionsSection({ sessions, onEnd, onEndOthers, ending }: SessionsSectionProps) {
  const t = useTranslations("security");
  const nameOf = ({ browser, system }: SessionLine) =>
    browser && system ? t("device", { browser, system }) : (browser ?? system ?? t("unknownDevice"));
  return (
    <Section
      id="sessions"
      title={t("sessions")}
      lede={t("sessionsLede")}
      action={
        sessions.length > 1 && (
          <Button size="sm" busy={ending === "others"} onClick={onEndOthers}>
            {t("endOthers")}
          </Button>
        )
      }
    >
      <div>
        {sessions.map((session) => (
          <SettingLine
            key={session.id}
            title={nameOf(session)}
            note={
              <>
                {session.current ? t("here") : t.rich("used", { time: () => <Time at={session.seenAt} /> })}
                <span aria-hidden className="mx-1.5 text-line-strong">
                  ·
                </span>
                {t.rich("since", { time: () => <Time at={session.createdAt} /> })}
              </>
            }
          >
            {!session.current && (
              <Button
                size="sm"
                busy={ending === session.id}
                aria-label={t("endOne", { device: nameOf(session) })}
                onClick={() => onEnd(session.id)}
              >
                {t("end")}
              </Button>
            )}
          </SettingLine>
        ))}
      </div>
    </Section>
  );
}
