/** When the school is quiet, and up to which grade pupils are spoken to as «ты». */
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import type { Profile } from "@/concepts/school/school";
import { Field, Select } from "@/kit";
import { ClockSpan } from "../bells/ClockSpan";
import { Weekdays } from "../bells/Weekdays";
import { Holidays } from "./Holidays";
import type { ProfileChange } from "./ProfileScreen";

export function QuietHours(props: { profile: Profile; onChange: (changed: ProfileChange) => void; error?: string }) {
  const { t } = useLingui();
  const { profile, onChange } = props;
  const [days, setDays] = useState(profile.quietWeekdays);
  return (
    <div className="flex flex-col gap-3">
      <p className="text-muted">
        <Trans>
          В это время сообщения приходят без уведомления: оно придёт утром. Кто пишет, видит это. Считаются часы школы.
        </Trans>
      </p>
      <ClockSpan
        begins={profile.quietFrom}
        ends={profile.quietTo}
        onBegins={(quietFrom) => onChange({ quietFrom })}
        onEnds={(quietTo) => onChange({ quietTo })}
        error={props.error}
      />
      <Weekdays
        legend={t`Тихо весь день`}
        chosen={days}
        onChosen={(quietWeekdays) => {
          setDays(quietWeekdays);
          onChange({ quietWeekdays });
        }}
      />
      <Holidays known={profile.holidays} onChange={(holidays) => onChange({ holidays })} />
    </div>
  );
}

export function Informal({ value, onValue }: { value: number; onValue: (grade: number) => void }) {
  const { t } = useLingui();
  return (
    <Field label={t`Обращаться к ученикам на «ты»`}>
      <Select value={value} onChange={(event) => onValue(Number(event.target.value))}>
        <option value={0}>{t`Ко всем на «вы»`}</option>
        {Array.from({ length: 11 }, (_, grade) => grade + 1).map((grade) => (
          <option key={grade} value={grade}>
            {t`По ${grade} класс включительно`}
          </option>
        ))}
      </Select>
    </Field>
  );
}
