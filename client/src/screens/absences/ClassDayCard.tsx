/** The class teacher's list: who of the class is not expected on a day, why, and «Не придёт» for a child. */
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { type Absent, type ClassDay, useAbsenceNews, useClassDay, useTakeBack } from "@/concepts/absences/absences";
import { Avatar, Button, Card, Dialog, ErrorState, ListRow, SkeletonRows, toast } from "@/kit";
import { inWords } from "@/sync/http";
import { DayChoice } from "./DayChoice";
import { type Asked, ReasonDialog } from "./ReasonDialog";
import { SheetButtons } from "./SheetButtons";
import { useDaysWords, useReasonWords } from "./words";

export function ClassDayCard({ classId }: { classId: string }) {
  const [day, look] = useState<string | null>(null);
  const query = useClassDay(classId, day);
  useAbsenceNews();
  return (
    <Card title={<Trans>Не придут</Trans>}>
      {query.data ? (
        <Day found={query.data} look={look} />
      ) : query.isError ? (
        <ErrorState title={<Trans>Не удалось загрузить</Trans>} onRetry={() => void query.refetch()}>
          {inWords(query.error)}
        </ErrorState>
      ) : (
        <SkeletonRows rows={2} />
      )}
    </Card>
  );
}

function Day({ found, look }: { found: ClassDay; look: (day: string) => void }) {
  const [choosing, choose] = useState(false);
  const [asked, ask] = useState<Asked | null>(null);
  const { absent, expected, day, today } = found;
  const all = absent.length + expected.length;
  const days = { firstDay: day, lastDay: day };
  return (
    <>
      <DayChoice day={day} today={today} onDay={look} />
      <p className="pt-2">
        {absent.length === 0 ? (
          <Plural
            value={all}
            one="Ждём # ученика"
            few="Ждём всех # учеников"
            many="Ждём всех # учеников"
            other="Ждём всех # учеников"
          />
        ) : (
          <Trans>
            Не придут {absent.length} из {all}
          </Trans>
        )}
      </p>
      <div className="-mx-4">
        {absent.map((one) => (
          <Row key={one.id} one={one} today={today} />
        ))}
      </div>
      {found.abilities.includes("markAbsence") && day >= today && expected.length > 0 && (
        <Button small weight="secondary" icon="plus" className="mt-2" onClick={() => choose(true)}>
          <Trans>Отметить ученика</Trans>
        </Button>
      )}
      <SheetButtons path={`/api/classes/${found.classId}/absences/sheet`} day={day} />
      <Dialog open={choosing} onClose={() => choose(false)} title={<Trans>Кто не придёт?</Trans>}>
        <div className="-mx-5">
          {expected.map((one) => (
            <ListRow
              key={one.childId}
              title={one.name}
              onClick={() => {
                choose(false);
                ask({ childId: one.childId, name: one.name, days });
              }}
            />
          ))}
        </div>
      </Dialog>
      <ReasonDialog asked={asked} today={today} onClose={() => ask(null)} />
    </>
  );
}

function Row({ one, today }: { one: Absent; today: string }) {
  const { t } = useLingui();
  const reason = useReasonWords()[one.reason];
  const days = useDaysWords()(one, today);
  const back = useTakeBack();
  const who = { family: t`отметила семья`, pupil: t`отметил ученик`, school: t`отметила школа` }[one.markedBy];
  return (
    <ListRow
      start={<Avatar name={one.name} seed={one.childId} />}
      title={one.name}
      end={
        one.mayTakeBack && (
          <Button
            small
            weight="quiet"
            busy={back.isPending}
            onClick={() => back.mutate(one.id, { onError: (error) => toast(inWords(error), { tone: "error" }) })}
          >
            <Trans>Пришёл</Trans>
          </Button>
        )
      }
    >
      {[reason, one.firstDay !== one.lastDay && days, who].filter(Boolean).join(" · ")}
    </ListRow>
  );
}
