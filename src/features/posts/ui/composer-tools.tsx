"use client";

import { AtSign, Bold, Code, Italic, Link2, List } from "lucide-react";
import { useTranslations } from "next-intl";
import { IconButton } from "@/ui";
import { code, type Edit, link, listItems, surround } from "./edit-text";

type Tool = "bold" | "italic" | "list" | "code" | "link" | "mention";
type Selected = { text: string; start: number; end: number };

/** What each tool does to the selection; the composer's keys use the same. */
export const tools: Record<Tool, (selected: Selected) => Edit> = {
  bold: (selected) => surround(selected, "**"),
  italic: (selected) => surround(selected, "_"),
  list: listItems,
  code,
  link,
  mention: ({ text, start, end }) => {
    const insert = start === 0 || /\s/.test(text[start - 1] ?? "") ? "@" : " @";
    return { from: start, to: end, insert, select: [start + insert.length, start + insert.length] };
  },
};

const icons = { bold: Bold, italic: Italic, list: List, code: Code, link: Link2, mention: AtSign };
const keys: Partial<Record<Tool, string>> = { bold: "B", italic: "I", link: "K" };

/** The composer's buttons. They take no focus from the text by the mouse; by the keyboard they follow it. */
export function ComposerTools({ onTool, disabled }: { onTool: (tool: Tool) => void; disabled: boolean }) {
  const t = useTranslations("composer");
  return (
    <fieldset aria-label={t("tools")} className="-ms-2 flex min-w-0 items-center">
      {(Object.keys(icons) as Tool[]).map((tool) => {
        const Icon = icons[tool];
        const key = keys[tool];
        return (
          <IconButton
            key={tool}
            label={key ? t("withKey", { tool: t(`tool.${tool}`), key }) : t(`tool.${tool}`)}
            disabled={disabled}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => onTool(tool)}
            className={tool === "italic" || tool === "code" ? "max-sm:hidden" : undefined}
          >
            <Icon aria-hidden />
          </IconButton>
        );
      })}
    </fieldset>
  );
}
