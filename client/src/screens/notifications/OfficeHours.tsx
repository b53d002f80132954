/** A teacher's own hours: outside of them nothing rings for him, and whoever writes to him is told so (C14). */
import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { queryClient } from "@/app/session";
import { Button, Card, ErrorState, Field, fromMinutes, SkeletonRows, Switch, TimeField, toast, toMinutes } from "@/kit";
import { call, inWords } from "@/sync/http";
import { Weekdays } from "../bells/Weekdays";

type Hours = { weekdays: number[]; begins: number; ends: number };
const key = ["office-hours"];

export function OfficeHours() {
  const query = useQuery({
    queryKey: key,
    queryFn: () => call<{ hours: Hours | null }>("GET", "/api/me/office-hours"),
  });
  return (
    <Card title={<Trans>Мои рабочие часы</Trans>}>
      {query.isPending && <SkeletonRows rows={2} avatar={false} />}
      {query.isError && (
        <ErrorState title={<Trans>Не удалось загрузить часы</Trans>} onRetry={() => void query.refetch()}>
          {inWords(query.error)}
        </ErrorState>
      )}
      {query.data && <Form key={JSON.stringify(query.data)} known={query.data.hours} />}
    </Card>
  );
}

function Form({ known }: { known: Hours | null }) {
  const { t } = useLingui();
  const [on, turn] = useState(known !== null);
  const [weekdays, setWeekdays] = useState(known?.weekdays ?? [1, 2, 3, 4, 5]);
  const [from, setFrom] = useState(fromMinutes(known?.begins ?? 540));
  const [to, setTo] = useState(fromMinutes(known?.ends ?? 1020));
  const [busy, setBusy] = useState(false);
  const begins = toMinutes(from);
  const ends = toMinutes(to);
  const fits = !on || (weekdays.length > 0 && begins !== null && ends !== null && begins < ends);
  async function save() {
    setBusy(true);
    try {
      await call("PUT", "/api/me/office-hours", { body: { hours: on ? { weekdays, begins, ends } : null } });
      await queryClient.invalidateQueries({ queryKey: key });
      toast(t`Сохранено`);
    } catch (error) {
      toast(inWords(error), { tone: "error" });
    }
    setBusy(false);
  }
  return (
    <div className="flex flex-col gap-3">
      <Switch
        checked={on}
        onChecked={turn}
        label={t`Уведомлять меня только в рабочие часы`}
        hint={t`Кто напишет вам в другое время, увидит, когда вы узнаете о сообщении`}
      />
      {on && (
        <>
          <Weekdays legend={t`По каким дням`} chosen={weekdays} onChosen={setWeekdays} />
          <div className="grid grid-cols-2 gap-4">
            <Field label={t`С какого времени`}>
              <TimeField value={from} onValue={setFrom} />
            </Field>
            <Field label={t`До какого`}>
              <TimeField value={to} onValue={setTo} />
            </Field>
          </div>
        </>
      )}
      <Button weight="secondary" busy={busy} disabled={!fits} onClick={() => void save()}>
        <Trans>Сохранить</Trans>
      </Button>
    </div>
  );
}
