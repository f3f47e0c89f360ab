"use client";

import { Archive, ArchiveRestore, Globe, LockKeyhole } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Section } from "@/features/settings/ui";
import { Button } from "@/ui";
import type { ChannelAbout, ChannelView } from "../contract";
import { GovernDialog, type Governing } from "./govern-dialog";

type GovernSectionProps = {
  channel: ChannelView;
  about: ChannelAbout;
  onVisibility: (visibility: "public" | "private") => void;
  onArchive: (archived: boolean) => void;
};

/** Who sees a channel, and its end: for its maker, owners and admins. */
export function GovernSection({ channel, about, onVisibility, onArchive }: GovernSectionProps) {
  const t = useTranslations("aboutChannel");
  const [asking, setAsking] = useState<Governing>();
  const open = channel.visibility === "public";
  const act = (what: Governing): void => {
    setAsking(undefined);
    if (what === "archive") onArchive(true);
    else onVisibility(what);
  };
  return (
    <Section id="govern" title={t("govern")} lede={t("governLede")}>
      <div className="flex flex-wrap gap-3">
        <Button onClick={() => setAsking(open ? "private" : "public")}>
          {open ? <LockKeyhole aria-hidden /> : <Globe aria-hidden />}
          {t(open ? "makePrivate" : "makePublic")}
        </Button>
        {channel.archived ? (
          <Button onClick={() => onArchive(false)}>
            <ArchiveRestore aria-hidden />
            {t("takeBack")}
          </Button>
        ) : (
          <Button onClick={() => setAsking("archive")}>
            <Archive aria-hidden />
            {t("archiveIt")}
          </Button>
        )}
      </div>
      {asking && (
        <GovernDialog
          what={asking}
          channel={channel}
          about={about}
          onClose={() => setAsking(undefined)}
          onAct={() => act(asking)}
        />
      )}
    </Section>
  );
}
