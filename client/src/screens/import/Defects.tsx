/** Everything that is wrong in the file: where, why, what to do, and the value to correct on the spot. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { type Correction, columnIndex, type Defect, type Preview } from "@/concepts/roster/imports";
import { Chips, EmptyState } from "@/kit";
import { EditableCell } from "./EditableCell";
import { Mark } from "./Mark";
import { Pager } from "./Pager";

const size = 50;
type Which = "all" | "stops" | "warns";

export function Defects(props: {
  preview: Preview;
  busy: boolean;
  onChange: (correction: Correction) => Promise<boolean>;
}) {
  const { t } = useLingui();
  const { preview } = props;
  const [which, setWhich] = useState<Which>("all");
  const [from, setFrom] = useState(0);
  const of = (severity: Defect["severity"]) => preview.defects.filter((one) => one.severity === severity);
  const shown = which === "all" ? preview.defects : of(which);
  const start = Math.min(from, Math.max(0, Math.floor((shown.length - 1) / size) * size));
  if (preview.defects.length === 0)
    return (
      <EmptyState icon="ok" title={<Trans>Замечаний нет</Trans>}>
        <Trans>Все строки списка понятны.</Trans>
      </EmptyState>
    );
  const hidden = preview.defectsTotal - preview.defects.length;
  return (
    <>
      <Chips<Which>
        label={t`Какие замечания показать`}
        value={which}
        onValue={(next) => {
          setWhich(next);
          setFrom(0);
        }}
        choices={[
          { value: "all", label: t`Все` },
          { value: "stops", label: t`Ошибки`, count: of("stops").length },
          { value: "warns", label: t`Предупреждения`, count: of("warns").length },
        ]}
      />
      <ul aria-label={t`Замечания`}>
        {shown.slice(start, start + size).map((defect) => (
          <li
            key={`${defect.sheet}-${defect.row}-${defect.column}-${defect.kind}`}
            className="flex gap-3 border-t border-line px-4 py-3"
          >
            <Mark mark={defect.severity === "stops" ? "stopped" : "warning"} />
            <OneDefect defect={defect} {...props} manySheets={preview.sheets.length > 1} />
          </li>
        ))}
      </ul>
      <Pager from={start} size={size} total={shown.length} onFrom={setFrom} />
      {hidden > 0 && (
        <p className="border-t border-line px-4 py-3 text-sm text-muted">
          <Trans>Показана первая тысяча замечаний, ещё {hidden} увидите, когда исправите эти.</Trans>
        </p>
      )}
    </>
  );
}

function OneDefect(props: {
  defect: Defect;
  manySheets: boolean;
  busy: boolean;
  onChange: (correction: Correction) => Promise<boolean>;
}) {
  const { t } = useLingui();
  const { sheet, row, column, header, value, reason, advice } = props.defect;
  const name = header || column;
  const label = t`${name}, строка ${row}`;
  return (
    <div className="min-w-0 flex-1">
      <p className="text-sm text-muted">
        {props.manySheets && `${sheet} · `}
        {row > 0 && <Trans>строка {row}</Trans>}
        {column && ` · ${name}`}
      </p>
      <p className="font-medium">{reason}</p>
      {advice && <p className="text-sm text-muted">{advice}</p>}
      {column && row > 0 && (
        <div className="mt-1">
          <EditableCell
            value={value}
            label={label}
            wrong
            busy={props.busy}
            onValue={(typed) => props.onChange({ edits: [{ sheet, row, column: columnIndex(column), value: typed }] })}
          />
        </div>
      )}
    </div>
  );
}
