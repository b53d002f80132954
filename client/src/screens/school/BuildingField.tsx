/** Which building: nothing to choose while the school stands in one. */
import { useLingui } from "@lingui/react/macro";
import type { ReactNode } from "react";
import { useBuildings } from "@/concepts/school/school";
import { Field, Select } from "@/kit";

export function BuildingField(props: {
  label?: ReactNode;
  /** What no choice is called. */
  none?: string;
  value: string | null;
  onValue: (id: string | null) => void;
}) {
  const { t } = useLingui();
  const buildings = useBuildings().data ?? [];
  if (buildings.length === 0) return null;
  return (
    <Field label={props.label ?? t`Здание`}>
      <Select value={props.value ?? ""} onChange={(event) => props.onValue(event.target.value || null)}>
        <option value="">{props.none ?? t`Не указано`}</option>
        {buildings.map((one) => (
          <option key={one.id} value={one.id}>
            {one.name}
          </option>
        ))}
      </Select>
    </Field>
  );
}
