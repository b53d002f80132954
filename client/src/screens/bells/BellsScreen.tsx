/** «Расписание звонков»: for each shift, building and weekday when lessons begin and end, and for which classes (A4). */
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { Page } from "@/app/Page";
import { routes } from "@/app/routes";
import { useMe } from "@/app/session";
import { type Bells, type ClassCard, useBells, useBuildings, useClasses } from "@/concepts/school/school";
import { Badge, Button, Card, EmptyState } from "@/kit";
import { Asked } from "@/screens/school/Asked";
import { Editor } from "./Editor";
import { RungFor } from "./RungFor";
import { daysInWords, short, spanInWords } from "./words";

type Sheet = { what: "edit"; bells: Bells | null } | { what: "classes"; bells: Bells } | null;

export default function BellsScreen() {
  const { t } = useLingui();
  const edits = useMe().abilities.includes("editSchool");
  const [sheet, show] = useState<Sheet>(null);
  const classes = useClasses().data ?? [];
  const close = () => show(null);
  const add = edits && (
    <Button icon="plus" onClick={() => show({ what: "edit", bells: null })}>
      <Trans>Добавить расписание</Trans>
    </Button>
  );
  return (
    <Page title={t`Расписание звонков`} back={routes.school}>
      <Asked query={useBells()}>
        {(all) =>
          all.length === 0 ? (
            <EmptyState icon="bell" title={<Trans>Звонков пока нет</Trans>} action={add}>
              <Trans>Запишите, когда начинаются и кончаются уроки: отдельно по сменам, зданиям и коротким дням.</Trans>
            </EmptyState>
          ) : (
            <>
              {all.map((one) => (
                <BellsCard
                  key={one.id}
                  bells={one}
                  classes={classes.filter((card) => card.bellScheduleIds.includes(one.id))}
                  onEdit={edits ? () => show({ what: "edit", bells: one }) : undefined}
                  onClasses={edits ? () => show({ what: "classes", bells: one }) : undefined}
                />
              ))}
              {add}
            </>
          )
        }
      </Asked>
      {sheet?.what === "edit" && <Editor bells={sheet.bells} onClose={close} />}
      {sheet?.what === "classes" && <RungFor bells={sheet.bells} onClose={close} />}
    </Page>
  );
}

function BellsCard(props: { bells: Bells; classes: ClassCard[]; onEdit?: () => void; onClasses?: () => void }) {
  const { t } = useLingui();
  const { bells, classes } = props;
  const building = useBuildings().data?.find((one) => one.id === bells.buildingId);
  const titles = classes.map((one) => one.title).join(", ");
  return (
    <Card
      title={bells.name}
      action={
        props.onEdit && (
          <Button weight="quiet" small icon="edit" onClick={props.onEdit} aria-label={t`Изменить: ${bells.name}`}>
            <Trans>Изменить</Trans>
          </Button>
        )
      }
    >
      <div className="flex flex-col gap-3">
        <p className="flex flex-wrap items-center gap-1.5">
          <Badge tone="accent">{daysInWords(bells.weekdays)}</Badge>
          <Badge>{t`${bells.shift}-я смена`}</Badge>
          {bells.shortDay && <Badge tone="warn">{t`короткий день`}</Badge>}
          {building && <Badge>{building.name}</Badge>}
          <span className="text-sm text-muted tabular-nums">
            <Plural value={bells.lessons.length} one="# урок" few="# урока" many="# уроков" other="# урока" />
            {" · "}
            {spanInWords(bells)}
          </span>
        </p>
        <ol className="grid grid-cols-2 gap-x-6 gap-y-1 tabular-nums desk:grid-cols-3">
          {bells.lessons.map((lesson, place) => (
            <li key={lesson.begins} className="flex gap-3">
              <span className="w-5 text-right text-muted">{place + 1}</span>
              {short(lesson.begins)}–{short(lesson.ends)}
            </li>
          ))}
        </ol>
        <div className="flex flex-wrap items-center justify-between gap-2">
          <p className="min-w-0 text-sm text-muted">
            {classes.length > 0 ? <Trans>Для классов: {titles}</Trans> : <Trans>Классы не выбраны</Trans>}
          </p>
          {props.onClasses && (
            <Button
              weight="secondary"
              small
              icon="class"
              onClick={props.onClasses}
              aria-label={t`Выбрать классы: ${bells.name}`}
            >
              <Trans>Выбрать классы</Trans>
            </Button>
          )}
        </div>
      </div>
    </Card>
  );
}
