/** The second touch of «Не придёт»: a reason, and it is sent. For other days the dates come first. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { type Days, type Reason, useMark, useTakeBack } from "@/concepts/absences/absences";
import { Button, DateField, Dialog, Field, fromIsoDate, Icon, ListRow, toast, toIsoDate } from "@/kit";
import { inWords, Problem } from "@/sync/http";
import { reasons, useDaysWords, useReasonWords } from "./words";

/** Whom and when somebody is about to mark; without days they are still to be chosen. */
export type Asked = { childId: string; name: string; days: Days | null };

export function ReasonDialog(props: { asked: Asked | null; today: string; onClose: () => void }) {
  const { t } = useLingui();
  const { asked, today } = props;
  return (
    <Dialog open={asked !== null} onClose={props.onClose} title={asked ? t`${asked.name} не придёт` : ""}>
      {asked && <Chosen key={asked.childId + asked.days?.firstDay} asked={asked} today={today} done={props.onClose} />}
    </Dialog>
  );
}

function Chosen({ asked, today, done }: { asked: Asked; today: string; done: () => void }) {
  const [days, choose] = useState(asked.days);
  return days ? <Why asked={asked} days={days} today={today} done={done} /> : <When today={today} choose={choose} />;
}

function Why({ asked, days, today, done }: { asked: Asked; days: Days; today: string; done: () => void }) {
  const { t } = useLingui();
  const words = useReasonWords();
  const shown = useDaysWords()(days, today);
  const mark = useMark();
  const back = useTakeBack();
  const send = (reason: Reason) =>
    mark.mutate(
      { childId: asked.childId, ...days, reason },
      {
        onSuccess: ({ id }) => {
          done();
          toast(t`Отмечено. Школа уже знает`, { act: { label: t`Отменить`, onAct: () => back.mutate(id) } });
        },
        onError: (error) => {
          toast(inWords(error), { tone: "error" });
          if (error instanceof Problem && error.slug === "already-marked") done();
        },
      },
    );
  return (
    <div className="-mx-5">
      <p className="px-5 pb-2 text-muted">
        {shown}. <Trans>Почему? Диагноз писать не нужно.</Trans>
      </p>
      {reasons.map((reason) => (
        <ListRow
          key={reason}
          title={words[reason]}
          onClick={() => !mark.isPending && send(reason)}
          end={mark.variables?.reason === reason && mark.isPending ? <Icon name="spinner" size={18} /> : undefined}
        />
      ))}
    </div>
  );
}

function When({ today, choose }: { today: string; choose: (days: Days) => void }) {
  const { t } = useLingui();
  const [first, setFirst] = useState(fromIsoDate(today));
  const [last, setLast] = useState("");
  const [wrong, setWrong] = useState("");
  function go() {
    const firstDay = toIsoDate(first);
    const lastDay = last ? toIsoDate(last) : firstDay;
    if (!firstDay || !lastDay) setWrong(t`Такого дня нет`);
    else if (firstDay < today) setWrong(t`Этот день уже прошёл`);
    else if (lastDay < firstDay) setWrong(t`Последний день раньше первого`);
    else choose({ firstDay, lastDay });
  }
  return (
    <form
      className="flex flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        go();
      }}
    >
      <Field label={<Trans>С какого дня</Trans>} error={wrong}>
        <DateField value={first} onValue={setFirst} />
      </Field>
      <Field label={<Trans>По какой день</Trans>} hint={<Trans>Пусто — один день</Trans>}>
        <DateField value={last} onValue={setLast} />
      </Field>
      <Button type="submit" wide>
        <Trans>Дальше</Trans>
      </Button>
    </form>
  );
}
