/** Which sheet of the file is looked at. */
import { Trans, useLingui } from "@lingui/react/macro";
import type { Sheet } from "@/concepts/roster/imports";
import { Field, Select } from "@/kit";

export function SheetSelect(props: { sheets: Sheet[]; value: string; onValue: (sheet: string) => void }) {
  const { t } = useLingui();
  const kinds = { pupils: t`ученики`, staff: t`сотрудники`, guardians: t`родители`, nothing: t`не загружается` };
  if (props.sheets.length < 2) return null;
  return (
    <Field label={<Trans>Лист файла</Trans>}>
      <Select value={props.value} onChange={(event) => props.onValue(event.target.value)}>
        {props.sheets.map((one) => (
          <option key={one.sheet} value={one.sheet}>
            {one.sheet} — {kinds[one.kind]}
          </option>
        ))}
      </Select>
    </Field>
  );
}
