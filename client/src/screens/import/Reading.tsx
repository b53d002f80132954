/** How the file was read: whom each sheet holds and what each column means, all of it correctable. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import {
  asCorrection,
  type Correction,
  type ListKind,
  type Meaning,
  type MeaningChoice,
  meaningKey,
  meanings,
  type Preview,
  rows,
  type Sheet,
} from "@/concepts/roster/imports";
import { ErrorState, Field, Select, SkeletonRows, TextInput } from "@/kit";
import { inWords } from "@/sync/http";
import { SheetSelect } from "./SheetSelect";

type Change = (correction: Correction) => Promise<boolean>;

export function Reading(props: { preview: Preview; version: number; busy: boolean; onChange: Change }) {
  const { preview } = props;
  const [name, setName] = useState(preview.sheets[0]?.sheet ?? "");
  const sheet = preview.sheets.find((one) => one.sheet === name) ?? preview.sheets[0];
  const choices = useQuery({ queryKey: ["import-columns"], queryFn: meanings, staleTime: Number.POSITIVE_INFINITY });
  if (choices.isError)
    return (
      <ErrorState title={<Trans>Не удалось показать столбцы</Trans>} onRetry={() => void choices.refetch()}>
        {inWords(choices.error)}
      </ErrorState>
    );
  if (!choices.data || !sheet) return <SkeletonRows avatar={false} rows={4} />;
  const correct = (changed: Partial<Sheet>) =>
    props.onChange({
      sheets: preview.sheets.map((one) => asCorrection(one === sheet ? { ...one, ...changed } : one)),
    });
  return (
    <div className="flex flex-col gap-4 p-4">
      <SheetSelect sheets={preview.sheets} value={sheet.sheet} onValue={setName} />
      <SheetItself key={`${sheet.sheet}-${props.version}`} sheet={sheet} busy={props.busy} onCorrect={correct} />
      {sheet.kind !== "nothing" && (
        <Columns
          importId={preview.id}
          sheet={sheet}
          choices={choices.data}
          version={props.version}
          busy={props.busy}
          onCorrect={correct}
        />
      )}
    </div>
  );
}

type SheetProps = { sheet: Sheet; busy: boolean; onCorrect: (changed: Partial<Sheet>) => Promise<boolean> };

function SheetItself({ sheet, busy, onCorrect }: SheetProps) {
  const { t } = useLingui();
  const [heads, setHeads] = useState(String(sheet.headerRows));
  const [title, setTitle] = useState(sheet.classTitle);
  return (
    <div className="grid gap-4 desk:grid-cols-3">
      <Field label={<Trans>Кто в этом списке</Trans>}>
        <Select
          value={sheet.kind}
          disabled={busy}
          onChange={(event) => void onCorrect({ kind: event.target.value as ListKind })}
        >
          <option value="pupils">{t`Ученики`}</option>
          <option value="staff">{t`Сотрудники`}</option>
          <option value="guardians">{t`Родители`}</option>
          <option value="nothing">{t`Не загружать этот лист`}</option>
        </Select>
      </Field>
      {sheet.kind !== "nothing" && (
        <Field label={<Trans>Строк заголовка сверху</Trans>}>
          <TextInput
            inputMode="numeric"
            value={heads}
            disabled={busy}
            onChange={(event) => setHeads(event.target.value.replace(/\D/g, "").slice(0, 4))}
            onBlur={() => heads && Number(heads) !== sheet.headerRows && void onCorrect({ headerRows: Number(heads) })}
          />
        </Field>
      )}
      {sheet.kind === "pupils" && (
        <Field label={<Trans>Класс всего листа</Trans>} hint={<Trans>Если в строках класса нет</Trans>}>
          <TextInput
            value={title}
            maxLength={20}
            disabled={busy}
            placeholder="6Б"
            onChange={(event) => setTitle(event.target.value)}
            onBlur={() => title !== sheet.classTitle && void onCorrect({ classTitle: title })}
          />
        </Field>
      )}
    </div>
  );
}

function Columns(props: SheetProps & { importId: string; choices: MeaningChoice[]; version: number }) {
  const { t } = useLingui();
  const { sheet, choices } = props;
  const sample = useQuery({
    queryKey: ["import-rows", props.importId, sheet.sheet, 0, props.version],
    queryFn: () => rows(props.importId, sheet.sheet, 0),
  });
  function choose(column: number, key: string) {
    const chosen = choices.find((one) => meaningKey(one.column) === key)?.column;
    if (!chosen) return;
    const columns: Meaning[] = sheet.columns.map((meaning, at) => (at === column ? chosen : meaning));
    void props.onCorrect({ columns });
  }
  return (
    <div className="grid gap-3 desk:grid-cols-3 wide:grid-cols-4">
      {sheet.columns.map((meaning, column) => {
        const header = sheet.headers[column] || t`столбец ${column + 1}`;
        const example = sample.data?.rows.find((row) => row.row > sheet.headerRows && row.cells[column])?.cells[column];
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a column of a file is its place
          <div key={column} className="min-w-0 rounded-xl border border-line p-3">
            <Field
              label={header}
              hint={example ? <span className="block truncate">{t`Например: ${example}`}</span> : undefined}
            >
              <Select
                value={meaningKey(meaning)}
                disabled={props.busy}
                onChange={(event) => choose(column, event.target.value)}
              >
                {choices.map((one) => (
                  <option key={meaningKey(one.column)} value={meaningKey(one.column)}>
                    {one.title}
                  </option>
                ))}
              </Select>
            </Field>
          </div>
        );
      })}
    </div>
  );
}
