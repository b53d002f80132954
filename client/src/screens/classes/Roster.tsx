/** The list of a class: who has come in, who has not, whose parents have not; pupils are added here. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import type { ClassPage } from "@/concepts/school/school";
import { Button, Card, Chips, EmptyState } from "@/kit";
import { AddPupil } from "./AddPupil";
import { PupilRow } from "./PupilRow";

type Filter = "all" | "out" | "alone" | "waiting";

export function Roster({ page }: { page: ClassPage }) {
  const { t } = useLingui();
  const [filter, setFilter] = useState<Filter>("all");
  const [adding, add] = useState(false);
  const alone = page.pupils.filter((one) => !one.guardians.some((adult) => adult.joined === "joined"));
  const shown = {
    all: page.pupils,
    out: page.pupils.filter((one) => one.joined === "none"),
    alone,
    waiting: page.pupils.filter((one) => one.joined === "waiting"),
  };
  return (
    <Card
      title={<Trans>Список</Trans>}
      action={
        page.abilities.includes("addPupil") && (
          <Button weight="quiet" small icon="plus" onClick={() => add(true)}>
            <Trans>Добавить</Trans>
          </Button>
        )
      }
    >
      <div className="-mx-4 -mb-2">
        <Chips<Filter>
          label={t`Кого показать`}
          value={filter}
          onValue={setFilter}
          choices={[
            { value: "all", label: t`Все` },
            { value: "out", label: t`Не вошли`, count: shown.out.length },
            { value: "alone", label: t`Родители не вошли`, count: alone.length },
            { value: "waiting", label: t`Ждут согласия`, count: shown.waiting.length },
          ]}
        />
        {page.pupils.length === 0 && (
          <EmptyState icon="people" title={<Trans>В классе пока никого</Trans>}>
            <Trans>Добавьте учеников по одному или загрузите список.</Trans>
          </EmptyState>
        )}
        {shown[filter].map((pupil) => (
          <PupilRow key={pupil.personId} pupil={pupil} />
        ))}
      </div>
      <AddPupil open={adding} onClose={() => add(false)} classId={page.id} />
    </Card>
  );
}
