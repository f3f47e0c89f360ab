import { useTranslations } from "next-intl";

/** How a person is called: their name, or what stands for it once they were erased and it is empty. */
export function usePersonName(): (name: string) => string {
  const t = useTranslations("ui");
  return (name) => name || t("formerMember");
}

/** A person's name wherever it stands alone. */
export function PersonName({ name }: { name: string }) {
  return usePersonName()(name);
}
