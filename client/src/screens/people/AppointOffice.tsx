/** How far a position reaches: the whole school, grades, a building (A13). */
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { type PersonCard, useAct, useBuildings, useClasses } from "@/concepts/school/school";
import { Banner, Button, Checkbox, Dialog, RadioGroup } from "@/kit";
import { BuildingField } from "@/screens/school/BuildingField";
import { inWords } from "@/sync/http";

type Reach = "school" | "grades" | "building";
type Props = { person: PersonCard; office: string; name: string; onClose: () => void };

export function AppointOffice({ person, office, name, onClose }: Props) {
  const { t } = useLingui();
  const [reach, choose] = useState<Reach>("school");
  const [grades, setGrades] = useState<number[]>([]);
  const [building, setBuilding] = useState<string | null>(null);
  const buildings = useBuildings().data ?? [];
  const act = useAct(onClose);
  const unfinished = (reach === "grades" && grades.length === 0) || (reach === "building" && !building);
  const body = {
    position: office,
    grades: reach === "grades" ? grades : [],
    buildingId: reach === "building" ? building : null,
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={name}
      description={person.name}
      actions={
        <Button
          busy={act.isPending}
          disabled={unfinished}
          onClick={() =>
            act.mutate({ method: "POST", path: `/api/people/${person.id}/positions`, body, done: t`Назначено` })
          }
        >
          <Trans>Назначить</Trans>
        </Button>
      }
    >
      <div className="flex flex-col gap-3">
        {act.error && <Banner tone="danger">{inWords(act.error)}</Banner>}
        <RadioGroup<Reach>
          name="reach"
          legend={<Trans>Чьи списки видит</Trans>}
          value={reach}
          onValue={choose}
          options={[
            { value: "school", label: t`Вся школа` },
            { value: "grades", label: t`Некоторые параллели` },
            { value: "building", label: t`Одно здание`, disabled: buildings.length === 0 },
          ]}
        />
        {reach === "grades" && <Grades chosen={grades} onChosen={setGrades} />}
        {reach === "building" && <BuildingField none={t`Выберите здание`} value={building} onValue={setBuilding} />}
      </div>
    </Dialog>
  );
}

function Grades({ chosen, onChosen }: { chosen: number[]; onChosen: (grades: number[]) => void }) {
  const { t } = useLingui();
  const classes = useClasses().data ?? [];
  const grades = [...new Set(classes.flatMap((one) => (one.grade == null ? [] : [one.grade])))].sort((a, b) => a - b);
  if (grades.length === 0)
    return (
      <p className="text-muted">
        <Trans>Классов с номером параллели пока нет.</Trans>
      </p>
    );
  return (
    <div className="grid grid-cols-2 gap-x-3">
      {grades.map((grade) => (
        <Checkbox
          key={grade}
          checked={chosen.includes(grade)}
          onChecked={(on) => onChosen(on ? [...chosen, grade] : chosen.filter((one) => one !== grade))}
          label={t`${grade}-е классы`}
        />
      ))}
    </div>
  );
}
