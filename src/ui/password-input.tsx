"use client";

import { Eye, EyeOff } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ComponentProps, useState } from "react";
import { IconButton } from "./icon-button";
import { TextInput } from "./text-input";

/** A password, which its writer may look at. */
export function PasswordInput(props: Omit<ComponentProps<"input">, "type">) {
  const t = useTranslations("ui");
  const [shown, setShown] = useState(false);
  return (
    <div className="relative">
      <TextInput
        {...props}
        type={shown ? "text" : "password"}
        spellCheck={false}
        autoCapitalize="none"
        className="pe-13"
      />
      <IconButton
        label={t(shown ? "hidePassword" : "showPassword")}
        onClick={() => setShown(!shown)}
        size="lg"
        className="absolute inset-e-0.5 top-0.5 max-md:inset-e-0 max-md:top-0"
      >
        {shown ? <EyeOff aria-hidden /> : <Eye aria-hidden />}
      </IconButton>
    </div>
  );
}
