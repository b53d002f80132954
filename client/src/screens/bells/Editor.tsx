/** A bell schedule is written down or changed: days, shift, building, and the bells one lesson after another. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { type Bells, useAct } from "@/concepts/school/school";
import { Banner, Button, Dialog, Field, Select, Switch, TextInput } from "@/kit";
import { BuildingField } from "@/screens/school/BuildingField";
import { inWords, Problem } from "@/sync/http";
import { fresh, Lessons, type TypedLesson, toWire } from "./Lessons";
import { Weekdays } from "./Weekdays";
import { short } from "./words";

type Form = {
  name: string;
  weekdays: number[];
  shift: number;
  buildingId: string | null;
  shortDay: boolean;
  lessons: TypedLesson[];
};

function formOf(bells: Bells | null): Form {
  if (!bells)
    return { name: "", weekdays: [1, 2, 3, 4, 5], shift: 1, buildingId: null, shortDay: false, lessons: fresh() };
  return {
    ...bells,
    buildingId: bells.buildingId ?? null,
    lessons: bells.lessons.map((one) => ({ begins: short(one.begins), ends: short(one.ends) })),
  };
}

export function Editor({ bells, onClose }: { bells: Bells | null; onClose: () => void }) {
  const { t } = useLingui();
  const [form, setForm] = useState(() => formOf(bells));
  const act = useAct(onClose);
  const refused = act.error instanceof Problem ? act.error : null;
  const lessons = toWire(form.lessons);
  const at = `/api/school/bell-schedules${bells ? `/${bells.id}` : ""}`;
  const { name, weekdays, shift, buildingId, shortDay } = form;
  const set = (changed: Partial<Form>) => setForm({ ...form, ...changed });
  const save = () =>
    act.mutate({
      method: bells ? "PUT" : "POST",
      path: at,
      body: { name, weekdays, shift, buildingId, shortDay, lessons },
      done: t`Сохранено`,
    });
  return (
    <Dialog
      open
      onClose={onClose}
      title={bells ? t`Расписание звонков` : t`Новое расписание звонков`}
      actions={
        <>
          {bells && (
            <Button
              weight="secondary"
              disabled={act.isPending}
              onClick={() => act.mutate({ method: "DELETE", path: at, done: t`Расписание убрано` })}
            >
              <Trans>Убрать расписание</Trans>
            </Button>
          )}
          <Button
            busy={act.isPending}
            disabled={!name.trim() || weekdays.length === 0 || !lessons?.length}
            onClick={save}
          >
            <Trans>Сохранить</Trans>
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        {act.error && <Banner tone="danger">{inWords(act.error)}</Banner>}
        <Field label={t`Название`} hint={t`Например: Первая смена, Суббота`} error={refused?.field("name")} required>
          <TextInput value={name} maxLength={80} onChange={(event) => set({ name: event.target.value })} />
        </Field>
        <Weekdays legend={t`По каким дням`} chosen={weekdays} onChosen={(chosen) => set({ weekdays: chosen })} />
        <div className="grid gap-4 desk:grid-cols-2">
          <Field label={t`Смена`}>
            <Select value={shift} onChange={(event) => set({ shift: Number(event.target.value) })}>
              {[1, 2, 3].map((one) => (
                <option key={one} value={one}>{t`${one}-я смена`}</option>
              ))}
            </Select>
          </Field>
          <BuildingField none={t`Любое`} value={buildingId} onValue={(id) => set({ buildingId: id })} />
        </div>
        <Switch
          checked={shortDay}
          onChecked={(on) => set({ shortDay: on })}
          label={t`Короткий день`}
          hint={t`Перед праздниками: вместо обычных звонков этих дней`}
        />
        <Lessons lessons={form.lessons} onLessons={(changed) => set({ lessons: changed })} />
      </div>
    </Dialog>
  );
}
