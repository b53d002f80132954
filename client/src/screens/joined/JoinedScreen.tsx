/** «Кто вошёл»: class by class who has joined, was invited, is without a joined representative — for head and positions (A13). */
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { Link } from "wouter";
import { Page } from "@/app/Page";
import { path, routes } from "@/app/routes";
import { type ClassJoining, useJoining } from "@/concepts/school/school";
import { Badge, Card, Chips, type Column, EmptyState, Table } from "@/kit";
import { Asked } from "@/screens/school/Asked";

type Order = "classes" | "behind" | "alone";

export default function JoinedScreen() {
  const { t } = useLingui();
  const [order, choose] = useState<Order>("classes");
  return (
    <Page title={t`Кто вошёл`} back={routes.school} wide>
      <Asked query={useJoining()}>
        {(rows) =>
          rows.length === 0 ? (
            <EmptyState icon="class" title={<Trans>Классов пока нет</Trans>}>
              <Trans>Когда администратор заведёт классы, здесь будет видно, кто в них вошёл.</Trans>
            </EmptyState>
          ) : (
            <>
              <div className="-mx-3">
                <Chips<Order>
                  label={t`В каком порядке`}
                  value={order}
                  onValue={choose}
                  choices={[
                    { value: "classes", label: t`По классам` },
                    { value: "behind", label: t`Сначала отстающие` },
                    { value: "alone", label: t`Родители не вошли`, count: rows.filter(isAlone).length },
                  ]}
                />
              </div>
              <Rows rows={inOrder(rows, order)} />
            </>
          )
        }
      </Asked>
    </Page>
  );
}

const isAlone = (row: ClassJoining) => row.numbers.withoutGuardian > 0;

function share({ numbers }: ClassJoining): number {
  const all = numbers.pupils + numbers.guardians;
  return all === 0 ? 1 : (numbers.pupilsJoined + numbers.guardiansJoined) / all;
}

function inOrder(rows: ClassJoining[], order: Order): ClassJoining[] {
  if (order === "behind") return rows.toSorted((one, other) => share(one) - share(other));
  if (order === "alone")
    return rows.filter(isAlone).toSorted((one, other) => other.numbers.withoutGuardian - one.numbers.withoutGuardian);
  return rows;
}

function Rows({ rows }: { rows: ClassJoining[] }) {
  const { t } = useLingui();
  const of = (some: number, all: number) => (
    <span className="tabular-nums">
      <Trans>
        {some}&nbsp;из&nbsp;{all}
      </Trans>
    </span>
  );
  const columns: Column<ClassJoining>[] = [
    {
      key: "class",
      title: t`Класс`,
      names: true,
      cell: (row) => (
        <Link
          href={path(routes.schoolClass, { classId: row.id })}
          className="inline-flex min-h-11 min-w-11 items-center text-accent-text"
        >
          {row.title}
        </Link>
      ),
    },
    { key: "leaders", title: t`Кл. рук.`, cell: (row) => row.leaders.join(", ") || t`не назначен` },
    { key: "pupils", title: t`Вошли ученики`, cell: ({ numbers }) => of(numbers.pupilsJoined, numbers.pupils) },
    { key: "pupilsInvited", title: t`Ученики с приглашением`, cell: (row) => row.pupilsInvited },
    {
      key: "guardians",
      title: t`Вошли родители`,
      cell: ({ numbers }) => of(numbers.guardiansJoined, numbers.guardians),
    },
    { key: "guardiansInvited", title: t`Родители с приглашением`, cell: (row) => row.guardiansInvited },
    {
      key: "alone",
      title: t`Родители не вошли`,
      cell: ({ numbers }) =>
        numbers.withoutGuardian === 0 ? (
          t`у всех вошли`
        ) : (
          <Badge tone="warn">
            <Plural
              value={numbers.withoutGuardian}
              one="у # ученика"
              other="у # учеников"
              few="у # учеников"
              many="у # учеников"
            />
          </Badge>
        ),
    },
  ];
  return (
    <div className="desk:overflow-x-auto desk:rounded-2xl desk:bg-surface desk:shadow-card">
      <Table
        label={t`Кто вошёл, по классам`}
        columns={columns}
        rows={rows}
        rowKey={(row) => row.id}
        empty={
          <Card>
            <Trans>У каждого ученика вошёл хотя бы один родитель.</Trans>
          </Card>
        }
      />
    </div>
  );
}
