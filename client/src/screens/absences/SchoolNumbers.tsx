/** «Кто не придёт, по классам»: plates for the canteen, a look at the day for administrator and head; numbers, no names. */
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { Page } from "@/app/Page";
import { routes } from "@/app/routes";
import { type SchoolDay, useAbsenceNews, useSchoolDay } from "@/concepts/absences/absences";
import { Card, EmptyState, ListRow } from "@/kit";
import { Asked } from "@/screens/school/Asked";
import { DayChoice } from "./DayChoice";
import { SheetButtons } from "./SheetButtons";

export function SchoolNumbers() {
  const { t } = useLingui();
  const [day, look] = useState<string | null>(null);
  const query = useSchoolDay(day);
  useAbsenceNews();
  return (
    <Page title={t`Кто не придёт`} back={routes.more}>
      <Asked query={query}>{(found) => <Day found={found} look={look} />}</Asked>
    </Page>
  );
}

function Day({ found, look }: { found: SchoolDay; look: (day: string) => void }) {
  const { t } = useLingui();
  const { day, today, pupils, absent, classes } = found;
  if (classes.length === 0)
    return (
      <EmptyState icon="class" title={<Trans>Учеников пока нет</Trans>}>
        <Trans>Числа появятся, когда в классах будут ученики.</Trans>
      </EmptyState>
    );
  return (
    <>
      <DayChoice day={day} today={today} onDay={look} />
      <Card>
        <p className="text-2xl font-semibold tabular-nums">
          <Plural
            value={pupils - absent}
            one="Ждём # ученика"
            few="Ждём # учеников"
            many="Ждём # учеников"
            other="Ждём # учеников"
          />
        </p>
        <p className="text-muted">
          <Trans>
            Не придут {absent} из {pupils}
          </Trans>
        </p>
        <SheetButtons path="/api/absences/sheet" day={day} />
      </Card>
      <Card title={<Trans>По классам</Trans>}>
        <div className="-mx-4 -mb-2">
          {classes.map((one) => (
            <ListRow
              key={one.classId}
              title={one.title}
              end={
                <span className="tabular-nums">
                  <Trans>
                    {one.pupils - one.absent} из {one.pupils}
                  </Trans>
                </span>
              }
            >
              {one.absent > 0 && t`не придут ${one.absent}`}
            </ListRow>
          ))}
        </div>
      </Card>
    </>
  );
}
