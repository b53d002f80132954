/** Positions of a member of staff (A13): head of the school and the offices that look at the school; given and taken here. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { type PersonCard, useAct } from "@/concepts/school/school";
import { Button, Card, Checkbox, Dialog } from "@/kit";
import { AppointOffice } from "./AppointOffice";

type Position = "head" | "deputyHead" | "counsellor" | "psychologist" | "socialPedagogue" | "secretary" | "canteen";

export function usePositionWords(): Record<Position, string> {
  const { t } = useLingui();
  return {
    head: t`Руководитель школы`,
    deputyHead: t`Заместитель руководителя`,
    counsellor: t`Советник по воспитанию`,
    psychologist: t`Педагог-психолог`,
    socialPedagogue: t`Социальный педагог`,
    secretary: t`Секретарь`,
    canteen: t`Столовая: только число учеников`,
  };
}

export function Positions({ person }: { person: PersonCard }) {
  const { t } = useLingui();
  const words = usePositionWords();
  const [asking, ask] = useState<Position | null>(null);
  const act = useAct();
  const at = `/api/people/${person.id}/positions`;
  const held = person.standings.filter((one) => one.active);
  const offices = (Object.keys(words) as Position[]).filter((one) =>
    person.abilities.includes(one === "head" ? "appointHead" : "appointPosition"),
  );
  if (person.left || offices.length === 0 || !held.some((one) => one.kind === "staff")) return null;
  const given = (office: Position) =>
    held.filter((one) => (office === "head" ? one.kind === "head" : one.kind === "position" && one.detail === office));
  const turn = (office: Position, on: boolean) => {
    if (on) ask(office);
    else act.mutate({ method: "DELETE", path: `${at}/${office}`, done: t`Снято` });
  };
  const reach = (office: Position) => {
    const titles = given(office)
      .map((one) => one.target)
      .filter(Boolean);
    if (office === "head" || given(office).length === 0) return undefined;
    return titles.length > 0 ? t`Классы: ${titles.join(", ")}` : t`Вся школа`;
  };
  return (
    <Card title={<Trans>Должность</Trans>}>
      <p className="pb-1 text-muted">
        <Trans>Открывает списки классов и сводку «Кто вошёл». Администратором не делает.</Trans>
      </p>
      {offices.map((office) => (
        <Checkbox
          key={office}
          checked={given(office).length > 0}
          disabled={act.isPending}
          onChecked={(on) => turn(office, on)}
          label={words[office]}
          hint={reach(office)}
        />
      ))}
      {asking === "head" && <AppointHead person={person} onClose={() => ask(null)} />}
      {asking && asking !== "head" && (
        <AppointOffice person={person} office={asking} name={words[asking]} onClose={() => ask(null)} />
      )}
    </Card>
  );
}

function AppointHead({ person, onClose }: { person: PersonCard; onClose: () => void }) {
  const { t } = useLingui();
  const act = useAct(onClose);
  const path = `/api/people/${person.id}/positions`;
  return (
    <Dialog
      open
      onClose={onClose}
      title={t`Назначить руководителем школы?`}
      description={t`${person.name}. Руководитель один: прежний перестанет им быть. Понадобится второй фактор входа.`}
      actions={
        <>
          <Button weight="secondary" onClick={onClose}>
            <Trans>Отмена</Trans>
          </Button>
          <Button
            busy={act.isPending}
            onClick={() => act.mutate({ method: "POST", path, body: { position: "head" }, done: t`Назначено` })}
          >
            <Trans>Назначить</Trans>
          </Button>
        </>
      }
    />
  );
}
