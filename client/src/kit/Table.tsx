/** A table on a desk; below 900 px the same rows as cards, so that no column hides beyond the edge. */
import type { ReactNode } from "react";
import { cx } from "./cx";

export type Column<Row> = {
  key: string;
  title: string;
  cell: (row: Row) => ReactNode;
  /** The column that names the row: the head of its card. */
  names?: boolean;
  end?: boolean;
};

export function Table<Row>(props: {
  label: string;
  columns: Column<Row>[];
  rows: Row[];
  rowKey: (row: Row) => string;
  empty?: ReactNode;
}) {
  const { columns, rows, rowKey } = props;
  if (rows.length === 0 && props.empty) return props.empty;
  const naming = columns.find((column) => column.names) ?? columns[0];
  return (
    <>
      <table className="hidden w-full border-collapse text-left text-base desk:table">
        <caption className="sr-only">{props.label}</caption>
        <thead>
          <tr className="border-b border-line text-sm text-muted">
            {columns.map((column) => (
              <th key={column.key} scope="col" className={cx("px-3 py-2.5 font-medium", column.end && "text-right")}>
                {column.title || <span className="sr-only">Действия</span>}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowKey(row)} className="border-b border-line last:border-0 hoverable:hover:bg-hover">
              {columns.map((column) =>
                column === naming ? (
                  <th key={column.key} scope="row" className="px-3 py-2.5 font-medium">
                    {column.cell(row)}
                  </th>
                ) : (
                  <td key={column.key} className={cx("px-3 py-2.5", column.end && "text-right")}>
                    {column.cell(row)}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
      <ul aria-label={props.label} className="flex flex-col gap-2 desk:hidden">
        {rows.map((row) => (
          <li key={rowKey(row)} className="rounded-2xl bg-surface px-4 py-3 shadow-card">
            <p className="font-medium">{naming?.cell(row)}</p>
            <dl className="mt-1 grid grid-cols-[auto_1fr] gap-x-3 gap-y-1 text-sm">
              {columns
                .filter((column) => column !== naming)
                .map((column) =>
                  column.title ? (
                    <div key={column.key} className="contents">
                      <dt className="text-muted">{column.title}</dt>
                      <dd className="min-w-0">{column.cell(row)}</dd>
                    </div>
                  ) : (
                    <div key={column.key} className="col-span-2 mt-1">
                      {column.cell(row)}
                    </div>
                  ),
                )}
            </dl>
          </li>
        ))}
      </ul>
    </>
  );
}
