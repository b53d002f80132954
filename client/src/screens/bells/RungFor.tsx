/** Which classes follow a bell schedule: ticked from the list, a whole grade at once. */
import { plural } from "@lingui/core/macro";
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { type Bells, type ClassCard, useAct, useClasses } from "@/concepts/school/school";
import { Banner, Button, Checkbox, Dialog } from "@/kit";
import { Asked } from "@/screens/school/Asked";
import { inWords } from "@/sync/http";

export function RungFor({ bells, onClose }: { bells: Bells; onClose: () => void }) {
  const { t } = useLingui();
  const query = useClasses();
  const [ticked, tick] = useState<Set<string> | null>(null);
  const act = useAct(onClose);
  const bound = query.data?.filter((one) => one.bellScheduleIds.includes(bells.id)).map((one) => one.id);
  const chosen = ticked ?? new Set(bound);
  const words = plural(chosen.size, {
    one: "Сохранить: # класс",
    few: "Сохранить: # класса",
    many: "Сохранить: # классов",
    other: "Сохранить: # класса",
  });
  return (
    <Dialog
      open
      onClose={onClose}
      title={t`Для каких классов: ${bells.name}`}
      actions={
        <Button
          busy={act.isPending}
          disabled={!query.data}
          onClick={() =>
            act.mutate({
              method: "PUT",
              path: `/api/school/bell-schedules/${bells.id}/classes`,
              body: { classIds: [...chosen] },
              done: t`Сохранено`,
            })
          }
        >
          {words}
        </Button>
      }
    >
      {act.error && <Banner tone="danger">{inWords(act.error)}</Banner>}
      <Asked query={query}>{(classes) => <Ticks classes={classes} chosen={chosen} onChosen={tick} />}</Asked>
    </Dialog>
  );
}

function Ticks(props: { classes: ClassCard[]; chosen: Set<string>; onChosen: (chosen: Set<string>) => void }) {
  const { t } = useLingui();
  const { chosen } = props;
  const classes = props.classes.filter((one) => one.kind === "class" || one.kind === "set");
  const grades = [...new Set(classes.map((one) => one.grade ?? null))];
  const set = (ids: string[], on: boolean) => {
    const next = new Set(chosen);
    for (const id of ids) {
      if (on) next.add(id);
      else next.delete(id);
    }
    props.onChosen(next);
  };
  if (classes.length === 0)
    return (
      <p className="py-3 text-muted">
        <Trans>Классов пока нет.</Trans>
      </p>
    );
  return grades.map((grade) => {
    const own = classes.filter((one) => (one.grade ?? null) === grade);
    const ids = own.map((one) => one.id);
    const all = ids.every((id) => chosen.has(id));
    const name = grade === null ? t`Без параллели` : t`${grade}-е классы`;
    return (
      <section key={grade ?? "none"} aria-label={name} className="border-b border-line py-1 last:border-0">
        <Checkbox
          checked={all}
          onChecked={(on) => set(ids, on)}
          label={<span className="font-semibold">{name}</span>}
        />
        <div className="grid grid-cols-3 gap-x-3 pl-2">
          {own.map((one) => (
            <Checkbox
              key={one.id}
              checked={chosen.has(one.id)}
              onChecked={(on) => set([one.id], on)}
              label={one.title}
            />
          ))}
        </div>
      </section>
    );
  });
}
