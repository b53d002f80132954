/** The bells of a day: one row a lesson; the next one is proposed after a ten-minute break. */
import { Trans, useLingui } from "@lingui/react/macro";
import { Button, fromMinutes, IconButton, TimeField, toMinutes } from "@/kit";

export type TypedLesson = { begins: string; ends: string };
const AT_MOST = 16;
const LESSON = 45;
const BREAK = 10;

/** The first lesson of a new schedule. */
export const fresh = (): TypedLesson[] => [{ begins: "08:30", ends: "09:15" }];

/** What the server takes, or null while a time is not whole. */
export function toWire(lessons: TypedLesson[]): TypedLesson[] | null {
  if (lessons.some((one) => toMinutes(one.begins) === null || toMinutes(one.ends) === null)) return null;
  return lessons.map((one) => ({ begins: `${one.begins}:00`, ends: `${one.ends}:00` }));
}

function next(lessons: TypedLesson[]): TypedLesson {
  const last = lessons.at(-1);
  const before = last && toMinutes(last.ends);
  const began = last && toMinutes(last.begins);
  if (before == null || began == null) return fresh()[0] as TypedLesson;
  const long = before > began ? before - began : LESSON;
  const begins = Math.min(before + BREAK, 23 * 60);
  return { begins: fromMinutes(begins), ends: fromMinutes(Math.min(begins + long, 24 * 60 - 1)) };
}

/** Why the list as typed will not do: lessons go one after another. */
function isBroken(lessons: TypedLesson[], place: number): boolean {
  const [begins, ends] = [lessons[place]?.begins, lessons[place]?.ends].map((time) => toMinutes(time ?? ""));
  const before = toMinutes(lessons[place - 1]?.ends ?? "");
  if (begins == null || ends == null) return false;
  return begins >= ends || (before != null && begins < before);
}

export function Lessons(props: { lessons: TypedLesson[]; onLessons: (lessons: TypedLesson[]) => void }) {
  const { t } = useLingui();
  const { lessons, onLessons } = props;
  const set = (place: number, changed: Partial<TypedLesson>) =>
    onLessons(lessons.map((one, at) => (at === place ? { ...one, ...changed } : one)));
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="pb-1.5 text-sm font-medium">
        <Trans>Уроки</Trans>
      </legend>
      {lessons.map((lesson, place) => {
        const number = place + 1;
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a lesson is its place in the day
          <div key={place} className="flex flex-wrap items-center gap-2">
            <span className="w-5 text-right text-muted tabular-nums">{number}</span>
            <TimeField
              aria-label={t`Начало ${number} урока`}
              value={lesson.begins}
              onValue={(begins) => set(place, { begins })}
            />
            <span aria-hidden="true">–</span>
            <TimeField
              aria-label={t`Конец ${number} урока`}
              value={lesson.ends}
              onValue={(ends) => set(place, { ends })}
            />
            {lessons.length > 1 && (
              <IconButton
                icon="trash"
                label={t`Убрать ${number} урок`}
                onClick={() => onLessons(lessons.filter((_, at) => at !== place))}
              />
            )}
            {isBroken(lessons, place) && (
              <p role="alert" className="basis-full pl-7 text-sm text-danger-text">
                <Trans>Уроки идут по порядку и не пересекаются</Trans>
              </p>
            )}
          </div>
        );
      })}
      {lessons.length < AT_MOST && (
        <Button weight="secondary" icon="plus" onClick={() => onLessons([...lessons, next(lessons)])}>
          <Trans>Добавить урок</Trans>
        </Button>
      )}
    </fieldset>
  );
}
