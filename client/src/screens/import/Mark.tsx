/** ✓, ! or ✕ beside a row, in words for those who do not see the sign. */
import { useLingui } from "@lingui/react/macro";
import type { Row } from "@/concepts/roster/imports";
import { Icon } from "@/kit";

export function Mark({ mark }: { mark: NonNullable<Row["mark"]> }) {
  const { t } = useLingui();
  const [icon, tone, word] = (
    {
      ok: ["ok", "text-ok-text", t`Верно`],
      warning: ["alert", "text-warn-text", t`Обратите внимание`],
      stopped: ["error", "text-danger-text", t`Ошибка, строка не загрузится`],
    } as const
  )[mark];
  return (
    <span title={word} className={tone}>
      <Icon name={icon} size={18} />
      <span className="sr-only">{word}</span>
    </span>
  );
}
