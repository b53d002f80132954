/** The dry run in numbers, and who of the school is no longer in the list. */
import { Plural, Trans } from "@lingui/react/macro";
import type { ReactNode } from "react";
import type { Preview } from "@/concepts/roster/imports";

export function Summary({ preview }: { preview: Preview }) {
  const { counts } = preview;
  return (
    <>
      <dl className="grid grid-cols-2 gap-2 desk:grid-cols-4">
        <Figure value={counts.created}>
          <Trans>новых людей</Trans>
        </Figure>
        <Figure value={counts.changed + counts.moved}>
          <Trans>изменится</Trans>
        </Figure>
        <Figure value={counts.same}>
          <Trans>без изменений</Trans>
        </Figure>
        <Figure value={counts.stoppedRows} tone={counts.stoppedRows > 0 ? "text-danger-text" : undefined}>
          <Trans>строк с ошибками</Trans>
        </Figure>
      </dl>
      {preview.missing.length > 0 && (
        <details className="mt-3">
          <summary className="cursor-pointer py-2 text-accent-text">
            <Plural
              value={counts.missing}
              one="# человека школы нет в списке"
              few="# человек школы нет в списке"
              many="# человек школы нет в списке"
              other="# человека школы нет в списке"
            />
          </summary>
          <p className="text-sm text-muted">
            <Trans>Они останутся в школе с отметкой «нет в списке». Выбытие оформляется отдельно.</Trans>
          </p>
          <ul className="mt-1 columns-1 gap-6 text-sm desk:columns-2">
            {preview.missing.map((one) => (
              <li key={one.personId} className="py-0.5">
                {one.name} <span className="text-muted">{one.where}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

function Figure({ value, tone, children }: { value: number; tone?: string; children: ReactNode }) {
  return (
    <div className="flex flex-col-reverse justify-end rounded-xl bg-sunken px-3 py-2">
      <dt className="text-sm text-muted">{children}</dt>
      <dd className={`text-2xl font-semibold tabular-nums ${tone ?? ""}`}>{value}</dd>
    </div>
  );
}
