/** «Не придёт» for a family: a child, a day, a reason — two touches; and what is marked, to be taken back until it began. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { Page } from "@/app/Page";
import { routes } from "@/app/routes";
import {
  type Absence,
  type ChildDays,
  dayAfter,
  useAbsenceNews,
  useMyAbsences,
  useTakeBack,
} from "@/concepts/absences/absences";
import { Button, Card, EmptyState, ListRow, toast } from "@/kit";
import { Asked as Answered } from "@/screens/school/Asked";
import { inWords } from "@/sync/http";
import { type Asked, ReasonDialog } from "./ReasonDialog";
import { useDaysWords, useReasonWords } from "./words";

export function FamilyDays() {
  const { t } = useLingui();
  const query = useMyAbsences();
  const [asked, ask] = useState<Asked | null>(null);
  useAbsenceNews();
  return (
    <Page title={t`Не придёт`} back={routes.more}>
      <Answered query={query}>
        {({ today, children, own }) => (
          <>
            {children.length === 0 && (
              <EmptyState icon="calendar" title={<Trans>Отмечать некого</Trans>}>
                {own ? (
                  <Trans>До 18 лет это отмечает родитель.</Trans>
                ) : (
                  <Trans>Здесь появятся ваши дети, которые учатся в этой школе.</Trans>
                )}
              </EmptyState>
            )}
            {children.map((child) => (
              <Child key={child.personId} child={child} today={today} ask={ask} />
            ))}
            {children.length > 0 && (
              <p className="px-1 text-sm text-muted">
                <Trans>
                  Это увидят классный руководитель и, без имени, столовая. Другие родители и чаты ничего не узнают.
                </Trans>
              </p>
            )}
            <ReasonDialog asked={asked} today={today} onClose={() => ask(null)} />
          </>
        )}
      </Answered>
    </Page>
  );
}

function Child({ child, today, ask }: { child: ChildDays; today: string; ask: (asked: Asked) => void }) {
  const { t } = useLingui();
  const { classTitle } = child;
  const begins = child.begins?.slice(0, 5);
  const at = (day: string) => ({ childId: child.personId, name: child.name, days: { firstDay: day, lastDay: day } });
  return (
    <Card title={child.name}>
      <p className="pb-3 text-muted">
        {t`Класс ${classTitle}`}
        {begins && ` · ${t`первый урок сегодня в ${begins}`}`}
      </p>
      <div className="flex flex-wrap gap-2">
        <Button onClick={() => ask(at(today))}>
          <Trans>Сегодня</Trans>
        </Button>
        <Button onClick={() => ask(at(dayAfter(today)))}>
          <Trans>Завтра</Trans>
        </Button>
        <Button weight="secondary" onClick={() => ask({ ...at(today), days: null })}>
          <Trans>Другие дни</Trans>
        </Button>
      </div>
      {child.absences.length > 0 && (
        <div className="-mx-4 -mb-2 pt-2">
          {child.absences.map((one) => (
            <Marked key={one.id} one={one} today={today} />
          ))}
        </div>
      )}
    </Card>
  );
}

function Marked({ one, today }: { one: Absence; today: string }) {
  const { t } = useLingui();
  const reason = useReasonWords()[one.reason];
  const days = useDaysWords()(one, today);
  const back = useTakeBack();
  const who = { me: "", family: t`отметил другой представитель`, school: t`отметила школа` }[one.markedBy];
  return (
    <ListRow
      title={days}
      end={
        one.mayTakeBack && (
          <Button
            small
            weight="secondary"
            busy={back.isPending}
            onClick={() => back.mutate(one.id, { onError: (error) => toast(inWords(error), { tone: "error" }) })}
          >
            {one.firstDay < today ? <Trans>Придёт раньше</Trans> : <Trans>Всё же придёт</Trans>}
          </Button>
        )
      }
    >
      {[reason, who, !one.mayTakeBack && t`занятия уже начались`].filter(Boolean).join(" · ")}
    </ListRow>
  );
}
