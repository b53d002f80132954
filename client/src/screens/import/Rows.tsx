/** The rows of a sheet, each with what will happen to it; a table on a desk, cards on a phone. */
import { Trans, useLingui } from "@lingui/react/macro";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import {
  type Correction,
  columnIndex,
  type Preview,
  pageOfRows,
  type Row,
  rows,
  type Sheet,
} from "@/concepts/roster/imports";
import { EmptyState, ErrorState, SkeletonRows, useMedia } from "@/kit";
import { inWords } from "@/sync/http";
import { EditableCell } from "./EditableCell";
import { Mark } from "./Mark";
import { Pager } from "./Pager";
import { SheetSelect } from "./SheetSelect";

type Change = (correction: Correction) => Promise<boolean>;

export function Rows(props: { preview: Preview; version: number; busy: boolean; onChange: Change }) {
  const { preview } = props;
  const [name, setName] = useState(preview.sheets.find((one) => one.kind !== "nothing")?.sheet ?? "");
  const [after, setAfter] = useState(0);
  const sheet = preview.sheets.find((one) => one.sheet === name) ?? preview.sheets[0];
  const query = useQuery({
    queryKey: ["import-rows", preview.id, sheet?.sheet, after, props.version],
    queryFn: () => rows(preview.id, sheet?.sheet ?? "", after),
    placeholderData: keepPreviousData,
  });
  if (!sheet) return <EmptyState icon="table" title={<Trans>В файле нет строк</Trans>} />;
  return (
    <div className="flex flex-col">
      <div className="px-4 pt-3 pb-1">
        <SheetSelect
          sheets={preview.sheets}
          value={sheet.sheet}
          onValue={(next) => {
            setName(next);
            setAfter(0);
          }}
        />
      </div>
      {query.isPending ? (
        <SkeletonRows avatar={false} />
      ) : query.isError ? (
        <ErrorState title={<Trans>Не удалось показать строки</Trans>} onRetry={() => void query.refetch()}>
          {inWords(query.error)}
        </ErrorState>
      ) : (
        <Listed sheet={sheet} rows={query.data.rows} busy={props.busy} onChange={props.onChange} />
      )}
      <Pager from={after} size={pageOfRows} total={sheet.rows} onFrom={setAfter} />
    </div>
  );
}

type ListedProps = { sheet: Sheet; rows: Row[]; busy: boolean; onChange: Change };

function Listed(props: ListedProps) {
  const table = useMedia("(width >= 900px)");
  return table ? <AsTable {...props} /> : <AsCards {...props} />;
}

/** The columns that are read, or the first ones of a sheet nothing is taken from. */
function shownColumns(sheet: Sheet): number[] {
  const read = sheet.columns.flatMap((meaning, column) => (meaning.field === "ignored" ? [] : [column]));
  return read.length > 0 ? read : sheet.headers.map((_, column) => column).slice(0, 6);
}

function useCell({ sheet, busy, onChange }: ListedProps) {
  const { t } = useLingui();
  return (row: Row, column: number) => {
    const name = sheet.headers[column] || t`столбец ${column + 1}`;
    return (
      <EditableCell
        key={column}
        value={row.cells[column] ?? ""}
        label={t`${name}, строка ${row.row}`}
        wrong={row.defects.some((defect) => defect.column && columnIndex(defect.column) === column)}
        busy={busy}
        onValue={(value) => onChange({ edits: [{ sheet: sheet.sheet, row: row.row, column, value }] })}
      />
    );
  };
}

function Outcome({ row }: { row: Row }) {
  return (
    <>
      <span className={row.mark ? "" : "text-muted"}>{row.text}</span>
      {row.defects.map((defect) => (
        <span key={`${defect.column}-${defect.kind}`} className="block text-sm text-muted">
          {defect.reason}
          {defect.advice && `. ${defect.advice}`}
        </span>
      ))}
    </>
  );
}

function AsTable(props: ListedProps) {
  const { t } = useLingui();
  const { sheet } = props;
  const cell = useCell(props);
  const columns = shownColumns(sheet);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table is scrolled with the keyboard too
    <section aria-label={t`Строки листа`} tabIndex={0} className="overflow-x-auto">
      <table className="w-full border-collapse text-left text-sm">
        <thead>
          <tr className="border-b border-line text-muted">
            <th scope="col" className="px-3 py-2 text-right font-medium">
              <Trans>Строка</Trans>
            </th>
            <th scope="col" className="min-w-56 px-2 py-2 font-medium">
              <Trans>Что будет</Trans>
            </th>
            {columns.map((column) => (
              <th key={column} scope="col" className="px-3.5 py-2 font-medium">
                {sheet.headers[column] || t`столбец ${column + 1}`}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {props.rows.map((row) => (
            <tr key={row.row} className="border-b border-line align-top last:border-0">
              <td className="px-3 py-2 text-right text-muted tabular-nums">{row.row}</td>
              <td className="px-2 py-2">
                <span className="flex gap-2">
                  {row.mark && <Mark mark={row.mark} />}
                  <span>
                    <Outcome row={row} />
                  </span>
                </span>
              </td>
              {columns.map((column) => (
                <td key={column} className="px-2 py-1">
                  {cell(row, column)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function AsCards(props: ListedProps) {
  const { t } = useLingui();
  const { sheet } = props;
  const cell = useCell(props);
  const columns = shownColumns(sheet);
  return (
    <ul aria-label={t`Строки листа`}>
      {props.rows.map((row) => (
        <li key={row.row} className="flex gap-3 border-t border-line px-4 py-3">
          <span className="flex w-7 shrink-0 flex-col items-center gap-1 text-xs text-muted tabular-nums">
            {row.row}
            {row.mark && <Mark mark={row.mark} />}
          </span>
          <div className="min-w-0 flex-1">
            <p>
              <Outcome row={row} />
            </p>
            {row.mark && (
              <dl className="mt-1 grid grid-cols-[minmax(5rem,auto)_1fr] items-center gap-x-2 text-sm">
                {columns
                  .filter((column) => row.cells[column] || row.mark === "stopped")
                  .map((column) => (
                    <div key={column} className="contents">
                      <dt className="text-muted">{sheet.headers[column] || t`столбец ${column + 1}`}</dt>
                      <dd className="min-w-0">{cell(row, column)}</dd>
                    </div>
                  ))}
              </dl>
            )}
          </div>
        </li>
      ))}
    </ul>
  );
}
