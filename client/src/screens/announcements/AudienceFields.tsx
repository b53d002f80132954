/** Whom: which people, and of the whole school, of grades or of classes; nobody is typed by hand. */
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import {
  type Addressed,
  audienceOf,
  type Choices,
  type Draft,
  gradesOf,
  type Whom,
} from "@/concepts/announcements/draft";
import { Card, Checkbox, cx, Switch } from "@/kit";
import { inPeople } from "./words";

type Props = {
  choices: Choices;
  draft: Draft;
  change: (changed: Partial<Draft>) => void;
  addressed: Addressed | undefined;
};

export function AudienceFields({ choices, draft, change, addressed }: Props) {
  const { t } = useLingui();
  const kinds: { value: Whom; label: string }[] = [
    { value: "guardians", label: t`Родители` },
    { value: "pupils", label: t`Ученики` },
    { value: "staff", label: t`Сотрудники` },
  ];
  const grades = gradesOf(choices);
  return (
    <Card title={<Trans>Кому</Trans>}>
      <fieldset className="grid grid-cols-1 gap-x-4 desk:grid-cols-3">
        <legend className="sr-only">
          <Trans>Кто</Trans>
        </legend>
        {kinds.map(({ value, label }) => (
          <Checkbox
            key={value}
            label={label}
            checked={draft.whom.includes(value)}
            onChecked={() => change({ whom: toggled(draft.whom, value) })}
          />
        ))}
      </fieldset>
      {choices.whole && (
        <Switch
          checked={draft.whole}
          onChecked={(whole) => change({ whole, grades: [], classes: [] })}
          label={<Trans>Вся школа</Trans>}
        />
      )}
      {!draft.whole && (
        <>
          {grades.length > 1 && (
            <Pills
              legend={t`Параллели`}
              all={grades.map((grade) => ({ value: grade, label: t`${grade}-е классы` }))}
              chosen={draft.grades}
              onToggle={(grade) => change({ grades: toggled(draft.grades, grade) })}
            />
          )}
          <Pills
            legend={t`Классы и группы`}
            all={choices.classes.map((one) => ({ value: one.id, label: one.title }))}
            chosen={draft.classes}
            onToggle={(one) => change({ classes: toggled(draft.classes, one) })}
          />
        </>
      )}
      <p role="status" className="min-h-12 pt-3 text-sm text-muted">
        <Counted draft={draft} addressed={addressed} />
      </p>
    </Card>
  );
}

function Counted({ draft, addressed }: { draft: Draft; addressed: Addressed | undefined }) {
  if (!audienceOf(draft)) return <Trans>Выберите, кому</Trans>;
  if (!addressed) return <Trans>Считаем…</Trans>;
  const people = inPeople(addressed.people);
  if (addressed.people === 0) return <Trans>Под этот выбор не подходит никто</Trans>;
  return (
    <>
      <Trans>Получат: {people}</Trans>
      {addressed.unreached > 0 && (
        <>
          {" · "}
          <Trans>ещё не вошли: {addressed.unreached}</Trans>
        </>
      )}
      {addressed.outside > 0 && (
        <>
          {" · "}
          <Plural
            value={addressed.outside}
            one="# семье — на бумаге"
            few="# семьям — на бумаге"
            many="# семьям — на бумаге"
            other="# семьи — на бумаге"
          />
        </>
      )}
    </>
  );
}

function Pills<Value extends string | number>(props: {
  legend: string;
  all: { value: Value; label: string }[];
  chosen: Value[];
  onToggle: (value: Value) => void;
}) {
  return (
    <fieldset className="pt-2">
      <legend className="pb-1.5 text-sm font-medium">{props.legend}</legend>
      <div className="flex flex-wrap gap-2">
        {props.all.map(({ value, label }) => {
          const chosen = props.chosen.includes(value);
          return (
            <button
              key={value}
              type="button"
              aria-pressed={chosen}
              onClick={() => props.onToggle(value)}
              className={cx(
                "min-h-11 min-w-11 rounded-full px-3.5 text-sm font-medium transition-colors",
                chosen ? "bg-accent text-on-accent" : "bg-sunken text-text hoverable:hover:bg-line",
              )}
            >
              {label}
            </button>
          );
        })}
      </div>
    </fieldset>
  );
}

function toggled<Value>(chosen: Value[], value: Value): Value[] {
  return chosen.includes(value) ? chosen.filter((one) => one !== value) : [...chosen, value];
}
