/** «Школа»: what is to be done, who has come in, and the classes — the administrator's and the head's home. */
import { plural } from "@lingui/core/macro";
import { Trans, useLingui } from "@lingui/react/macro";
import type { ReactNode } from "react";
import { Link, useLocation } from "wouter";
import { Page } from "@/app/Page";
import { path, routes } from "@/app/routes";
import { useMe } from "@/app/session";
import { type ClassCard, type SchoolNumbers, useClasses, useSchoolNumbers } from "@/concepts/school/school";
import {
  Avatar,
  Badge,
  buttonClass,
  Card,
  EmptyState,
  ErrorState,
  ListRow,
  NoRights,
  Progress,
  SkeletonRows,
} from "@/kit";
import { inWords, Problem } from "@/sync/http";
import { Doors } from "./Doors";
import { FirstStepsLeft } from "./FirstStepsLeft";
import { MakeClasses } from "./MakeClasses";

export default function SchoolScreen() {
  const { t } = useLingui();
  const me = useMe();
  return (
    <Page
      title={me.school?.shortName ?? t`Школа`}
      actions={
        me.abilities.includes("importRoster") && (
          <Link href={routes.schoolImport} className={buttonClass("primary", { small: true })}>
            <Trans>Загрузить список</Trans>
          </Link>
        )
      }
    >
      {me.abilities.includes("seeJoining") ? (
        <>
          {me.abilities.includes("editSchool") && <FirstStepsLeft />}
          <Home />
          <Doors />
          {me.abilities.includes("makeClass") && <MakeClasses />}
          <Classes />
        </>
      ) : (
        <NoRights title={<Trans>Здесь порядок в школе наводит администратор</Trans>}>
          <Trans>Ваши классы и чаты — на соседних вкладках.</Trans>
        </NoRights>
      )}
    </Page>
  );
}

function Home() {
  const { data, error, refetch } = useSchoolNumbers();
  if (error instanceof Problem && error.status === 403) return null; // a position of some classes has no sum of all
  if (error && !data)
    return (
      <ErrorState title={<Trans>Не удалось загрузить сводку</Trans>} onRetry={() => void refetch()}>
        {inWords(error)}
      </ErrorState>
    );
  if (!data) return <SkeletonRows rows={3} avatar={false} />;
  return (
    <>
      <ToDo numbers={data} />
      <Card title={<Trans>Кто вошёл</Trans>}>
        <div className="flex flex-col gap-3">
          <Share name={<Trans>Сотрудники</Trans>} joined={data.staffJoined} all={data.staff} />
          <Share name={<Trans>Ученики</Trans>} joined={data.numbers.pupilsJoined} all={data.numbers.pupils} />
          <Share name={<Trans>Родители</Trans>} joined={data.numbers.guardiansJoined} all={data.numbers.guardians} />
        </div>
      </Card>
    </>
  );
}

function ToDo({ numbers }: { numbers: SchoolNumbers }) {
  const { t } = useLingui();
  const acts = useMe().abilities.includes("editSchool");
  const without = numbers.classesWithoutTeacher;
  const rows: string[] = [];
  if (acts && numbers.classes === 0) rows.push(t`Заведите классы: это минута`);
  if (acts && numbers.classes > 0 && numbers.numbers.pupils === 0)
    rows.push(t`Загрузите список учеников и сотрудников из таблицы`);
  if (without.length > 0)
    rows.push(`${t`Без классного руководителя`}: ${without.slice(0, 8).join(", ")}${without.length > 8 ? "…" : ""}`);
  if (numbers.unconfirmed > 0)
    rows.push(
      plural(numbers.unconfirmed, {
        one: "# учитель ждёт подтверждения",
        few: "# учителя ждут подтверждения",
        many: "# учителей ждут подтверждения",
        other: "# учителя ждут подтверждения",
      }),
    );
  if (acts && numbers.administrators < 2) rows.push(t`Назначьте второго администратора: один человек может заболеть`);
  if (acts && !numbers.hasHead) rows.push(t`Назначьте руководителя школы`);
  if (numbers.numbers.withoutGuardian > 0)
    rows.push(
      plural(numbers.numbers.withoutGuardian, {
        one: "Родители не вошли у # ученика",
        few: "Родители не вошли у # учеников",
        many: "Родители не вошли у # учеников",
        other: "Родители не вошли у # ученика",
      }),
    );
  if (rows.length === 0) return null;
  return (
    <Card title={acts ? <Trans>Сделать сейчас</Trans> : <Trans>На что обратить внимание</Trans>}>
      <ul className="flex list-disc flex-col gap-2 pl-5">
        {rows.map((row) => (
          <li key={row}>{row}</li>
        ))}
      </ul>
    </Card>
  );
}

function Share({ name, joined, all }: { name: ReactNode; joined: number; all: number }) {
  const { t } = useLingui();
  return (
    <div className="flex flex-col gap-1">
      <p className="flex justify-between">
        <span>{name}</span>
        <span className="text-muted tabular-nums">
          <Trans>
            {joined} из {all}
          </Trans>
        </span>
      </p>
      <Progress value={joined} max={all} label={t`Вошли ${joined} из ${all}`} />
    </div>
  );
}

function Classes() {
  const { data, error, refetch } = useClasses();
  if (error && !data)
    return (
      <ErrorState title={<Trans>Не удалось загрузить классы</Trans>} onRetry={() => void refetch()}>
        {inWords(error)}
      </ErrorState>
    );
  if (!data) return <SkeletonRows rows={6} />;
  const classes = data.filter((one) => one.kind === "class" || one.kind === "set");
  if (classes.length === 0)
    return (
      <EmptyState icon="class" title={<Trans>Классов пока нет</Trans>}>
        <Trans>Напишите выше «1А–11В» или вставьте список: к каждому классу сразу появятся его чаты.</Trans>
      </EmptyState>
    );
  return (
    <Card title={<Trans>Классы</Trans>}>
      {classes.map((one) => (
        <ClassRow key={one.id} one={one} />
      ))}
    </Card>
  );
}

function ClassRow({ one }: { one: ClassCard }) {
  const { t } = useLingui();
  const [, go] = useLocation();
  return (
    <ListRow
      start={<Avatar name={one.title} seed={one.id} />}
      title={one.title}
      onClick={() => go(path(routes.schoolClass, { classId: one.id }))}
      end={
        one.numbers && (
          <Badge tone={one.numbers.pupils > 0 && one.numbers.pupilsJoined === one.numbers.pupils ? "ok" : "neutral"}>
            {t`${one.numbers.pupilsJoined} из ${one.numbers.pupils}`}
          </Badge>
        )
      }
    >
      {one.leaders.join(", ") || <Trans>Классный руководитель не назначен</Trans>}
    </ListRow>
  );
}
