/** «Актив»: the parents' committee and the pupils' council of the class, marked for a school year (A12). */
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { type ClassPage, useAct } from "@/concepts/school/school";
import { Badge, Button, Card, Checkbox, Dialog, ListRow, Tabs } from "@/kit";

type Committee = "parents" | "pupils";
type Markable = { personId: string; name: string; words: string; activist: boolean };

/** Who may represent the class: its pupils, and their legal representatives (a trusted adult may not). */
function markable(page: ClassPage, committee: Committee): Markable[] {
  if (committee === "pupils")
    return page.pupils.map((one) => ({ personId: one.personId, name: one.name, words: "", activist: one.activist }));
  const found = new Map<string, Markable>();
  for (const child of page.pupils)
    for (const adult of child.guardians.filter((one) => !one.trusted)) {
      const known = found.get(adult.personId);
      const words = known ? `${known.words}, ${child.name}` : child.name;
      found.set(adult.personId, { personId: adult.personId, name: adult.name, words, activist: adult.activist });
    }
  return [...found.values()].sort((one, other) => one.name.localeCompare(other.name, "ru"));
}

export function Activists({ page }: { page: ClassPage }) {
  const { t } = useLingui();
  const [marking, mark] = useState(false);
  const marks = page.abilities.includes("markActivist");
  const committees: [Committee, string][] = [
    ["parents", t`родительский комитет`],
    ["pupils", t`совет обучающихся`],
  ];
  const marked = committees.flatMap(([committee, word]) =>
    markable(page, committee)
      .filter((one) => one.activist)
      .map((one) => ({ ...one, committee, word })),
  );
  if (!marks && marked.length === 0) return null;
  return (
    <Card
      title={<Trans>Актив класса</Trans>}
      action={
        marks && (
          <Button weight="quiet" small icon="star" onClick={() => mark(true)}>
            <Trans>Отметить</Trans>
          </Button>
        )
      }
    >
      <div className="-mx-4 -mb-2">
        {marked.length === 0 && (
          <p className="px-4 py-2 text-muted">
            <Trans>Пока никто не отмечен. Актив попадает в чаты с руководителем школы.</Trans>
          </p>
        )}
        {marked.map((one) => (
          <ListRow
            key={`${one.committee}${one.personId}`}
            title={one.name}
            end={<Badge tone="accent">{t`актив`}</Badge>}
          >
            {one.word}
            {one.words && ` · ${one.words}`}
          </ListRow>
        ))}
      </div>
      {marking && <Marking page={page} onClose={() => mark(false)} />}
    </Card>
  );
}

function Marking({ page, onClose }: { page: ClassPage; onClose: () => void }) {
  const { t } = useLingui();
  const [committee, choose] = useState<Committee>("parents");
  const act = useAct();
  const people = markable(page, committee);
  const at = `/api/classes/${page.id}/activists`;
  const turn = (one: Markable, on: boolean) =>
    act.mutate(
      on
        ? { method: "POST", path: at, body: { personId: one.personId, committee } }
        : { method: "DELETE", path: `${at}/${one.personId}?committee=${committee}` },
    );
  return (
    <Dialog
      open
      onClose={onClose}
      title={t`Актив класса`}
      description={t`Отметка действует до конца учебного года и видна в чатах класса.`}
      actions={
        <Button onClick={onClose}>
          <Trans>Готово</Trans>
        </Button>
      }
    >
      <Tabs<Committee>
        label={t`Кого отметить`}
        value={committee}
        onValue={choose}
        panel="activists"
        choices={[
          { value: "parents", label: t`Родители` },
          { value: "pupils", label: t`Ученики` },
        ]}
      />
      <div id="activists" role="tabpanel" aria-label={t`Кого отметить`} className="pt-2">
        {people.length === 0 && (
          <p className="py-3 text-muted">
            <Trans>Здесь пока никого нет.</Trans>
          </p>
        )}
        {people.map((one) => (
          <Checkbox
            key={one.personId}
            checked={one.activist}
            disabled={act.isPending}
            onChecked={(on) => turn(one, on)}
            label={one.name}
            hint={one.words || undefined}
          />
        ))}
      </div>
    </Dialog>
  );
}
