/** What an import does, as one sentence: «Будет добавлено: 612 человек, 24 класса. Изменится: 3 человека». */
import { plural } from "@lingui/core/macro";
import { useLingui } from "@lingui/react/macro";
import type { Counts } from "@/concepts/roster/imports";

export function useConsequence(counts: Counts, written = false): string {
  const { t } = useLingui();
  const people = (value: number) =>
    t`${plural(value, { one: "# человек", few: "# человека", many: "# человек", other: "# человека" })}`;
  const classes = t`${plural(counts.newClasses, { one: "# класс", few: "# класса", many: "# классов", other: "# класса" })}`;
  const added = [counts.created > 0 && people(counts.created), counts.newClasses > 0 && classes].filter(Boolean);
  const addedText = added.join(", ");
  const changed = people(counts.changed);
  const moved = people(counts.moved);
  const missing = people(counts.missing);
  const parts = [
    added.length > 0 && (written ? t`Добавлено: ${addedText}` : t`Будет добавлено: ${addedText}`),
    counts.changed > 0 && (written ? t`Изменено: ${changed}` : t`Изменится: ${changed}`),
    counts.moved > 0 && (written ? t`Переведено: ${moved}` : t`Перейдёт в другой класс: ${moved}`),
    counts.missing > 0 && t`Отметка «нет в списке»: ${missing}`,
  ].filter(Boolean);
  return parts.join(". ") || (written ? t`Готово` : t`Изменений нет`);
}
