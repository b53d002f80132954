/** «Согласия» of a class or of the staff: who, for whom, when and how; paper for many at once (B13). */
import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useParams } from "wouter";
import { Page } from "@/app/Page";
import { routes } from "@/app/routes";
import { type ConsentRow, isCurrent, type Registry, registryQuery } from "@/concepts/admission/consents";
import { Banner, Card, Chips, EmptyState, Progress } from "@/kit";
import { useClassHome } from "@/screens/classes/useClassHome";
import { Asked } from "@/screens/school/Asked";
import { HistoryDialog } from "./HistoryDialog";
import { PaperBar } from "./PaperBar";
import { PersonLine } from "./PersonLine";

export default function RegistryScreen() {
  const { t } = useLingui();
  const { classId } = useParams<{ classId?: string }>();
  const classHome = useClassHome(classId);
  const query = useQuery(registryQuery(classId));
  return (
    <Page title={t`Согласия`} subtitle={query.data?.title} back={classId ? classHome : routes.consents}>
      <Asked query={query}>
        {(registry) =>
          registry.rows.length ? (
            <Everybody registry={registry} classId={classId} />
          ) : (
            <EmptyState icon="shield" title={<Trans>Спрашивать пока некого</Trans>}>
              <Trans>Сначала загрузите список или добавьте людей: согласия появятся рядом с именами.</Trans>
            </EmptyState>
          )
        }
      </Asked>
    </Page>
  );
}

type Filter = "all" | "waiting" | "no" | "old" | "paper";

function Everybody({ registry, classId }: { registry: Registry; classId: string | undefined }) {
  const { t } = useLingui();
  const [filter, setFilter] = useState<Filter>("all");
  const [chosen, choose] = useState<ReadonlySet<string>>(new Set());
  const [shown, show] = useState<ConsentRow | null>(null);
  const { rows, version } = registry;
  const fits: Record<Filter, (row: ConsentRow) => boolean> = {
    all: () => true,
    waiting: (row) => row.state === "none",
    no: (row) => row.state === "refused" || row.state === "withdrawn",
    old: (row) => row.state === "given" && !isCurrent(row, version),
    paper: (row) => row.state === "given" && row.how === "paper",
  };
  const count = (one: Filter) => new Set(rows.filter(fits[one]).map((row) => row.personId)).size;
  const listed = rows.filter(fits[filter]);
  const toggle = (personId: string) => {
    const next = new Set(chosen);
    if (!next.delete(personId)) next.add(personId);
    choose(next);
  };
  return (
    <>
      <Summary registry={registry} />
      <Card>
        <div className="-mx-4 -mt-3">
          <Chips<Filter>
            label={t`Кого показать`}
            value={filter}
            onValue={setFilter}
            choices={[
              { value: "all", label: t`Все` },
              { value: "waiting", label: t`Ждём`, count: count("waiting") },
              { value: "no", label: t`Отказ или отзыв`, count: count("no") },
              { value: "old", label: t`Прежняя редакция`, count: count("old") },
              { value: "paper", label: t`На бумаге`, count: count("paper") },
            ]}
          />
        </div>
        {listed.length === 0 && (
          <p className="py-4 text-center text-muted">
            <Trans>Таких нет.</Trans>
          </p>
        )}
        <ul>
          {listed.map((row) => (
            <PersonLine
              key={row.personId + (row.childId ?? "")}
              row={row}
              version={version}
              inset={row.childId !== null && filter === "all"}
              chosen={chosen.has(row.personId)}
              onChoose={registry.mayRecord ? () => toggle(row.personId) : undefined}
              onShow={() => show(row)}
            />
          ))}
        </ul>
      </Card>
      {registry.mayRecord && (
        <PaperBar
          chosen={chosen}
          waiting={listed.filter((row) => !isCurrent(row, version)).map((row) => row.personId)}
          onChoose={choose}
          classId={classId}
        />
      )}
      <HistoryDialog row={shown} classId={classId} mayRecord={registry.mayRecord} onClose={() => show(null)} />
    </>
  );
}

function Summary({ registry }: { registry: Registry }) {
  const { t } = useLingui();
  const whose = registry.rows.filter((row) => row.role === "pupil" || row.role === "staff");
  const given = whose.filter((row) => row.state === "given").length;
  const all = whose.length;
  return (
    <Card>
      {!registry.required && (
        <div className="mb-3">
          <Banner>
            <Trans>Школа не требует согласия для входа в чаты. Реестр ведётся всё равно.</Trans>
          </Banner>
        </div>
      )}
      <p className="mb-1 flex justify-between">
        <span>
          <Trans>Согласие есть</Trans>
        </span>
        <span className="text-muted tabular-nums">
          <Trans>
            {given} из {all}
          </Trans>
        </span>
      </p>
      <Progress value={given} max={all} label={t`Согласие есть у ${given} из ${all}`} />
    </Card>
  );
}
