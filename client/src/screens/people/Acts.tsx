/** What may be done with a person: only what the server's abilities allow; each act says its consequence first. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { type PersonCard, useAct, useClasses } from "@/concepts/school/school";
import { Button, Card, DateField, Dialog, Field, Select, TextInput, toIsoDate } from "@/kit";
import { ChooseStaff } from "@/screens/classes/ChooseStaff";
import { ResetAccess } from "@/screens/entry/ResetAccess";
import { Problem } from "@/sync/http";

type Sheet = "transfer" | "admin" | "dismiss" | "access" | null;

export function Acts({ person }: { person: PersonCard }) {
  const { t } = useLingui();
  const [sheet, show] = useState<Sheet>(null);
  const act = useAct(() => show(null));
  const may = (name: PersonCard["abilities"][number]) => person.abilities.includes(name);
  const holds = (kind: string) => person.standings.some((one) => one.active && one.kind === kind);
  const at = `/api/people/${person.id}`;
  const close = () => show(null);
  if (person.left) return null;
  return (
    <Card title={<Trans>Действия</Trans>}>
      <div className="flex flex-col gap-2">
        {may("transferPupil") && holds("pupil") && (
          <Button weight="secondary" onClick={() => show("transfer")}>
            <Trans>Перевести в другой класс</Trans>
          </Button>
        )}
        {may("markOffPlatform") && (holds("pupil") || holds("guardian") || holds("trusted_adult")) && (
          <Button
            weight="secondary"
            onClick={() =>
              act.mutate({
                method: "POST",
                path: `${at}/off-platform`,
                body: { off: !person.offPlatform },
                done: t`Отмечено`,
              })
            }
          >
            {person.offPlatform ? <Trans>Снова на платформе</Trans> : <Trans>Получает на бумаге</Trans>}
          </Button>
        )}
        {may("appointAdmin") && !holds("admin") && (
          <Button weight="secondary" onClick={() => show("admin")}>
            <Trans>Назначить администратором</Trans>
          </Button>
        )}
        {may("removeAdmin") && holds("admin") && (
          <Button
            weight="secondary"
            onClick={() => act.mutate({ method: "DELETE", path: `${at}/admin`, done: t`Больше не администратор` })}
          >
            <Trans>Снять с администрирования</Trans>
          </Button>
        )}
        {(may("resetAccess") || may("resetStaffAccess")) && (
          <Button weight="secondary" onClick={() => show("access")}>
            <Trans>Сбросить доступ</Trans>
          </Button>
        )}
        {may("dismissStaff") && (
          <Button weight="danger" onClick={() => show("dismiss")}>
            <Trans>Оформить уход</Trans>
          </Button>
        )}
      </div>
      <Transfer open={sheet === "transfer"} onClose={close} at={at} name={person.name} />
      <Appoint open={sheet === "admin"} onClose={close} at={at} />
      <ResetAccess open={sheet === "access"} onClose={close} personId={person.id} name={person.name} />
      <Dismiss open={sheet === "dismiss"} onClose={close} at={at} name={person.name} />
    </Card>
  );
}

type SheetProps = { open: boolean; onClose: () => void; at: string };

function Transfer({ open, onClose, at, name }: SheetProps & { name: string }) {
  const { t } = useLingui();
  const [classId, choose] = useState("");
  const act = useAct(onClose);
  const classes = useClasses().data?.filter((one) => one.kind === "class" || one.kind === "set");
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={t`Перевести: ${name}`}
      description={t`Ученик и его родители сразу выйдут из чатов прежнего класса и войдут в чаты нового.`}
      actions={
        <Button
          busy={act.isPending}
          disabled={!classId}
          onClick={() => act.mutate({ method: "POST", path: `${at}/transfer`, body: { classId }, done: t`Переведён` })}
        >
          <Trans>Перевести сегодня</Trans>
        </Button>
      }
    >
      <Field label={t`В какой класс`}>
        <Select value={classId} onChange={(event) => choose(event.target.value)}>
          <option value="">{t`Выберите класс`}</option>
          {classes?.map((one) => (
            <option key={one.id} value={one.id}>
              {one.title}
            </option>
          ))}
        </Select>
      </Field>
    </Dialog>
  );
}

function Appoint({ open, onClose, at }: SheetProps) {
  const { t } = useLingui();
  const [number, setNumber] = useState("");
  const [typed, setTyped] = useState("");
  const day = toIsoDate(typed);
  const act = useAct(onClose);
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={t`Назначить администратором`}
      description={t`Нужен приказ руководителя школы: номер и дата.`}
      actions={
        <Button
          busy={act.isPending}
          disabled={!number.trim() || !day}
          onClick={() => act.mutate({ method: "POST", path: `${at}/admin`, body: { number, day }, done: t`Назначен` })}
        >
          <Trans>Назначить</Trans>
        </Button>
      }
    >
      <div className="flex flex-col gap-3">
        <Field label={t`Номер приказа`}>
          <TextInput value={number} onChange={(event) => setNumber(event.target.value)} />
        </Field>
        <Field label={t`Дата приказа`}>
          <DateField value={typed} onValue={setTyped} />
        </Field>
      </div>
    </Dialog>
  );
}

function Dismiss({ open, onClose, at, name }: SheetProps & { name: string }) {
  const { t } = useLingui();
  const [when, setWhen] = useState<"now" | "endOfDay">("endOfDay");
  const act = useAct(onClose);
  const refused = act.error instanceof Problem && act.error.slug === "leaves-chats-alone" ? act.error : null;
  const leave = (successor?: string) => {
    const alone = refused?.body.pointers?.map((one) => one.pointer.split("/").pop() ?? "") ?? [];
    const successors = successor ? Object.fromEntries(alone.map((one) => [one, successor])) : {};
    act.mutate({ method: "POST", path: `${at}/dismissal`, body: { when, successors }, done: t`Уход оформлен` });
  };
  if (refused)
    return <ChooseStaff open={open} onClose={onClose} title={refused.message} busy={act.isPending} onChoose={leave} />;
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={t`Оформить уход: ${name}`}
      description={t`Права, чаты и вход закроются. Написанное останется.`}
      actions={
        <Button weight="danger" busy={act.isPending} onClick={() => leave()}>
          <Trans>Оформить</Trans>
        </Button>
      }
    >
      <Field label={t`Когда`}>
        <Select value={when} onChange={(event) => setWhen(event.target.value as typeof when)}>
          <option value="endOfDay">{t`В конце сегодняшнего дня`}</option>
          <option value="now">{t`Сейчас`}</option>
        </Select>
      </Field>
    </Dialog>
  );
}
