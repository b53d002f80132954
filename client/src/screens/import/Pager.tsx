/** Which part of a long list is shown, and the way to the others. */
import { Trans, useLingui } from "@lingui/react/macro";
import { IconButton } from "@/kit";

export function Pager(props: { from: number; size: number; total: number; onFrom: (from: number) => void }) {
  const { t } = useLingui();
  const { from, size, total } = props;
  if (total <= size) return null;
  const first = from + 1;
  const last = Math.min(from + size, total);
  return (
    <nav aria-label={t`Страницы списка`} className="flex items-center justify-end gap-1 px-2 py-1">
      <IconButton
        icon="back"
        label={t`Предыдущие`}
        disabled={from === 0}
        onClick={() => props.onFrom(Math.max(0, from - size))}
      />
      <span className="text-sm text-muted tabular-nums">
        <Trans>
          {first}–{last} из {total}
        </Trans>
      </span>
      <IconButton
        icon="right"
        label={t`Следующие`}
        disabled={last >= total}
        onClick={() => props.onFrom(from + size)}
      />
    </nav>
  );
}
