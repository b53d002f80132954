/** A line of the registry: the person, how he stands in it, a tick for paper, and the way to his history. */
import { useLingui } from "@lingui/react/macro";
import { type ConsentRow, isCurrent } from "@/concepts/admission/consents";
import { Badge, Checkbox, cx, IconButton } from "@/kit";
import { ConsentBadge, useConsentWords } from "./words";

type Props = {
  row: ConsentRow;
  version: number;
  /** Stands below his child. */
  inset: boolean;
  chosen: boolean;
  onChoose?: () => void;
  onShow: () => void;
};

export function PersonLine({ row, version, inset, chosen, onChoose, onShow }: Props) {
  const { t } = useLingui();
  const words = useConsentWords();
  const { name } = row;
  const hint = (
    <span className="flex flex-wrap items-center gap-1.5">
      <ConsentBadge row={row} newest={version} />
      {row.offPlatform && <Badge>{t`получает на бумаге`}</Badge>}
      {!row.joined && row.state !== "given" && <span>{t`ещё нет входа`}</span>}
      <span>{words(row)}</span>
    </span>
  );
  const label = row.relation ? `${name}, ${row.relation}` : name;
  const tickable = onChoose && !isCurrent(row, version);
  return (
    <li className={cx("flex items-start gap-1 border-t border-line first:border-0", inset && "pl-8")}>
      <div className="min-w-0 flex-1">
        {tickable ? (
          <Checkbox checked={chosen} onChecked={onChoose} label={label} hint={hint} />
        ) : (
          <div className={cx("min-h-11 py-2.5", onChoose && "pl-8.5")}>
            <span className="block">{label}</span>
            <span className="block text-sm text-muted">{hint}</span>
          </div>
        )}
      </div>
      <IconButton icon="history" label={t`История согласий: ${name}`} onClick={onShow} className="-mr-2" />
    </li>
  );
}
