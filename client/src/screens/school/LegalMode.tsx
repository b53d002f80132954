/** The school's legal mode (A14): a channel of contact, or remote lessons by the head's order. */
import { Trans, useLingui } from "@lingui/react/macro";
import type { Profile } from "@/concepts/school/school";
import { Field, RadioGroup, TextInput } from "@/kit";
import type { ProfileChange } from "./ProfileScreen";

export function LegalMode(props: {
  profile: Profile;
  now: ProfileChange;
  onChange: (changed: ProfileChange) => void;
  error?: string;
}) {
  const { t } = useLingui();
  const { profile, now, onChange } = props;
  const begins = now.legalMode === "remoteLessons" && profile.legalMode !== "remoteLessons";
  return (
    <div className="flex flex-col gap-2">
      <RadioGroup<Profile["legalMode"]>
        name="legalMode"
        legend={<Trans>Чем школе служит «Парта»</Trans>}
        value={now.legalMode ?? profile.legalMode}
        onValue={(legalMode) => onChange({ legalMode })}
        options={[
          { value: "channel", label: t`Канал связи`, hint: t`Общение школы и семей, без уроков` },
          { value: "remoteLessons", label: t`Дистанционные занятия`, hint: t`Нужен приказ руководителя школы` },
        ]}
      />
      {begins && (
        <Field label={t`Номер и дата приказа`} hint={t`Например: № 12 от 01.09.2026`} error={props.error} required>
          <TextInput
            value={now.order ?? ""}
            maxLength={120}
            onChange={(event) => onChange({ order: event.target.value })}
          />
        </Field>
      )}
    </div>
  );
}
