"use client";

import { useTranslations } from "next-intl";
import { forgetTexts } from "@/client/kept-text";
import { say } from "@/ui";

/**
 * Ends this browser's session. What it kept of unsent texts goes too: the next person here may be another. The page is
 * loaded anew, so that nothing that was read stays in its memory.
 */
export function useSignOut(): () => Promise<void> {
  const t = useTranslations("shell");
  return async () => {
    try {
      // The forms of the doors come along with it: not before they are needed.
      const { signOut } = await import("@/features/auth/ui");
      await signOut();
    } catch {
      say({ title: t("notSignedOut"), body: t("notSignedOutBody"), urgent: true });
      return;
    }
    forgetTexts();
    location.assign("/sign-in");
  };
}
