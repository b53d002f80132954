/** Positions of a member of staff (A13): head of the school and the offices that look at the school; given and taken here. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { type PersonCard, useAct } from "@/concepts/school/school";
import { Button, Card, Checkbox, Dialog } from "@/kit";

type Position = "head" | "deputyHead" | "counsellor" | "psychologist" | "socialPedagogue" | "secretary";

export function usePositionWords(): Record<Position, string> {
  const { t } = useLingui();
  return {
    head: t`Руководитель школы`,
    deputyHead: t`Заместитель руководителя`,
    counsellor: t`Советник по воспитанию`,
    psychologist: t`Педагог-психолог`,
    socialPedagogue: t`Социальный педагог`,
    secretary: t`Секретарь`,
  };
}

export function Positions({ person }: { person: PersonCard }) {
  const { t } = useLingui();
  const words = usePositionWords();
  const [heading, head] = useState(false);
  const act = useAct(() => head(false));
  const at = `/api/people/${person.id}/positions`;
  const held = person.standings.filter((one) => one.active);
  const offices = (Object.keys(words) as Position[]).filter((one) =>
    person.abilities.includes(one === "head" ? "appointHead" : "appointPosition"),
  );
  if (person.left || offices.length === 0 || !held.some((one) => one.kind === "staff")) return null;
  const has = (office: Position) =>
    held.some((one) => (office === "head" ? one.kind === "head" : one.kind === "position" && one.detail === office));
  const turn = (office: Position, on: boolean) => {
    if (on && office === "head") return head(true);
    act.mutate(
      on
        ? { method: "POST", path: at, body: { position: office }, done: t`Назначено` }
        : { method: "DELETE", path: `${at}/${office}`, done: t`Снято` },
    );
  };
  return (
    <Card title={<Trans>Должность</Trans>}>
      <p className="pb-1 text-muted">
        <Trans>Открывает списки всех классов и сводку «Кто вошёл». Администратором не делает.</Trans>
      </p>
      {offices.map((office) => (
        <Checkbox
          key={office}
          checked={has(office)}
          disabled={act.isPending}
          onChecked={(on) => turn(office, on)}
          label={words[office]}
        />
      ))}
      <Dialog
        open={heading}
        onClose={() => head(false)}
        title={t`Назначить руководителем школы?`}
        description={t`${person.name}. Руководитель один: прежний перестанет им быть. Понадобится второй фактор входа.`}
        actions={
          <>
            <Button weight="secondary" onClick={() => head(false)}>
              <Trans>Отмена</Trans>
            </Button>
            <Button
              busy={act.isPending}
              onClick={() => act.mutate({ method: "POST", path: at, body: { position: "head" }, done: t`Назначено` })}
            >
              <Trans>Назначить</Trans>
            </Button>
          </>
        }
      />
    </Card>
  );
}
