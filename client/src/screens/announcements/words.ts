/** Numbers of announcements in words. */
import { plural } from "@lingui/core/macro";
import { useLingui } from "@lingui/react/macro";
import type { Receipts } from "@/concepts/announcements/announcements";

export function useReceiptWords(): (receipts: Receipts, wantsAcknowledgement: boolean) => string {
  const { t } = useLingui();
  return ({ recipients, read, acknowledged }, wantsAcknowledgement) =>
    wantsAcknowledgement
      ? t`Прочли ${read} из ${recipients} · ознакомились ${acknowledged}`
      : t`Прочли ${read} из ${recipients}`;
}

export function inPeople(people: number): string {
  return plural(people, { one: "# человек", few: "# человека", many: "# человек", other: "# человека" });
}

/** «Объявление получат 612 человек» */
export function willGetIt(people: number): string {
  return plural(people, {
    one: "Объявление получит # человек",
    few: "Объявление получат # человека",
    many: "Объявление получат # человек",
    other: "Объявление получат # человека",
  });
}

/** «в 24 классах» */
export function inClasses(classes: number): string {
  return plural(classes, { one: "в # классе", few: "в # классах", many: "в # классах", other: "в # класса" });
}
