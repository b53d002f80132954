/** The head's order: its number, date and scan, and whom it names: a member of staff, or somebody new by his contacts. */
import { Trans, useLingui } from "@lingui/react/macro";
import { type FormEvent, useState } from "react";
import { queryClient } from "@/app/session";
import { asUpload, upload } from "@/concepts/founding/applications";
import type { SchoolDesk } from "@/concepts/founding/recovery";
import { Banner, Button, Card, DateField, Dialog, Field, Select, TextInput, toast, toIsoDate } from "@/kit";
import { Scan } from "@/screens/apply/Scan";
import { call, inWords, Problem } from "@/sync/http";
import { NewcomerFields, nobody } from "./NewcomerFields";

const somebodyNew = "new";

export function RecoveryForm({ desk }: { desk: SchoolDesk }) {
  const { t } = useLingui();
  const [number, setNumber] = useState("");
  const [typed, setTyped] = useState("");
  const [scan, setScan] = useState<File | null>(null);
  const choices = desk.staff.filter((one) => !one.administrator);
  const [whom, choose] = useState("");
  const [newcomer, setNewcomer] = useState(nobody);
  const [asking, ask] = useState(false);
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<unknown>(null);
  const wrong = (name: string) => (refused instanceof Problem ? refused.field(name) : undefined);
  const day = toIsoDate(typed);
  const isNew = whom === somebodyNew;
  const name = isNew
    ? [newcomer.lastName, newcomer.firstName, newcomer.middleName].filter(Boolean).join(" ")
    : (choices.find((one) => one.personId === whom)?.name ?? "");
  const ready = number.trim() && day && scan && (isNew ? newcomer.lastName.trim() : whom);

  async function send() {
    setBusy(true);
    setRefused(null);
    const fields = { orderNumber: number, orderDay: day, ...(isNew ? newcomer : { personId: whom }) };
    try {
      await call("POST", `/api/operator/schools/${desk.id}/recoveries`, { body: asUpload(fields, scan), ...upload });
      toast(t`Приказ принят, работникам отправлено сообщение`);
      await queryClient.invalidateQueries({ queryKey: ["operator"] });
    } catch (error) {
      setRefused(error);
    }
    setBusy(false);
    ask(false);
  }

  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        ask(true);
      }}
    >
      <Card title={<Trans>Приказ руководителя</Trans>}>
        <div className="flex flex-col gap-4">
          <Field label={t`Номер приказа`} required error={wrong("orderNumber")}>
            <TextInput value={number} maxLength={40} onChange={(event) => setNumber(event.target.value)} />
          </Field>
          <Field label={t`Дата приказа`} required error={wrong("orderDay")}>
            <DateField value={typed} onValue={setTyped} />
          </Field>
          <Scan file={scan} onFile={setScan} error={wrong("scan")} />
        </div>
      </Card>
      <Card title={<Trans>Кого назначает приказ</Trans>}>
        <div className="flex flex-col gap-4">
          <Field
            label={t`Новый администратор`}
            hint={choices.length === 0 ? t`Подтверждённых работников, которые уже вошли, нет` : undefined}
            required
          >
            <Select value={whom} onChange={(event) => choose(event.target.value)}>
              <option value="">{t`Выберите работника`}</option>
              {choices.map((one) => (
                <option key={one.personId} value={one.personId}>
                  {[one.name, one.jobTitle].filter(Boolean).join(", ")}
                </option>
              ))}
              <option value={somebodyNew}>{t`Другой человек: по телефону и почте из приказа`}</option>
            </Select>
          </Field>
          {isNew && <NewcomerFields value={newcomer} onValue={setNewcomer} wrong={wrong} />}
        </div>
      </Card>
      {refused !== null && <Banner tone="danger">{inWords(refused)}</Banner>}
      <Button type="submit" wide disabled={!ready}>
        <Trans>Принять приказ</Trans>
      </Button>
      <Dialog
        open={asking}
        onClose={() => ask(false)}
        title={t`Принять приказ?`}
        description={t`Всем работникам школы уйдёт сообщение. Когда срок пройдёт, администратором станет ${name}, а прежние администраторы потеряют права, и их сеансы закроются.`}
        actions={
          <Button busy={busy} onClick={() => void send()}>
            <Trans>Принять</Trans>
          </Button>
        }
      />
    </form>
  );
}
