/** Who joins: a confirmation for a personal slip, name and relation for a place without one, a request for a common link. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import type { Preview } from "@/concepts/admission/joining";
import { relations } from "@/concepts/admission/joining";
import { Banner, Button, buttonClass, Field, Select, TextInput } from "@/kit";
import { call, inWords, Problem } from "@/sync/http";

export function JoinForm({
  preview,
  ticket,
  onDone,
}: {
  preview: Preview;
  ticket: string;
  onDone: () => Promise<void>;
}) {
  const { t } = useLingui();
  const [name, setName] = useState("");
  const [child, setChild] = useState("");
  const [relation, setRelation] = useState<string>("мать");
  const [asNew, setAsNew] = useState(preview.signedInAsPupil || preview.role === "pupil");
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const needs = new Set<string>(preview.needs);
  const mine = preview.signedInAs && !asNew;
  if (mine && preview.way === "slip") needs.delete("name");
  const where = preview.classTitle ? `, ${preview.classTitle}` : "";
  if (preview.state !== "open") {
    return (
      <>
        <Banner tone={preview.state === "yours" ? "ok" : "warn"}>
          {preview.state === "yours" ? (
            <Trans>Вы уже вошли по этому приглашению.</Trans>
          ) : (
            <Trans>По этому приглашению уже вошли. Это были не вы? Сообщите в школу.</Trans>
          )}
        </Banner>
        <a className={buttonClass("primary", { wide: true })} href="/">
          <Trans>Открыть чаты</Trans>
        </a>
      </>
    );
  }
  async function send() {
    setBusy(true);
    setError(null);
    const common = { ticket, asNew, ...(needs.has("name") ? { name } : {}) };
    const body = { ...common, ...(needs.has("relation") ? { relation } : {}) };
    try {
      if (preview.way === "slip") await call("POST", "/api/joining/redeem", { body });
      else await call("POST", "/api/joining/requests", { body: { ...body, name, childName: child } });
      await onDone();
    } catch (refused) {
      setError(refused);
      setBusy(false);
    }
  }
  const wrong = (field: string) => (error instanceof Problem ? error.field(field) : undefined);
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <h2 className="text-center text-xl font-semibold">
        {preview.name
          ? `${preview.informal ? t`Ты` : t`Вы`} — ${preview.name}${where}?`
          : `${preview.childName ?? preview.classTitle ?? t`Учительская`}${preview.childName ? where : ""}`}
      </h2>
      {preview.signedInAs && (
        <Banner
          action={
            preview.role !== "pupil" &&
            !preview.signedInAsPupil && (
              <Button small weight="secondary" onClick={() => setAsNew(!asNew)}>
                {asNew ? <Trans>Это я, добавить мне</Trans> : <Trans>Это другой человек</Trans>}
              </Button>
            )
          }
        >
          {asNew ? (
            <Trans>На устройстве вошёл другой человек: {preview.signedInAs}. Его вход здесь закроется.</Trans>
          ) : (
            <Trans>Вы вошли: {preview.signedInAs}. Новое добавится к вашему входу.</Trans>
          )}
        </Banner>
      )}
      {needs.has("name") && (
        <Field label={<Trans>Ваши фамилия, имя и отчество</Trans>} error={wrong("name")} required>
          <TextInput autoComplete="name" value={name} onChange={(event) => setName(event.target.value)} />
        </Field>
      )}
      {needs.has("child") && (
        <Field label={<Trans>Фамилия и имя ребёнка</Trans>} error={wrong("childName")} required>
          <TextInput value={child} onChange={(event) => setChild(event.target.value)} />
        </Field>
      )}
      {needs.has("relation") && (
        <Field label={<Trans>Кем вы приходитесь ребёнку</Trans>} required>
          <Select value={relation} onChange={(event) => setRelation(event.target.value)}>
            {relations.map((one) => (
              <option key={one}>{one}</option>
            ))}
          </Select>
        </Field>
      )}
      {error != null && !wrong("name") && !wrong("childName") && <Banner tone="danger">{inWords(error)}</Banner>}
      <Button type="submit" wide busy={busy}>
        {preview.way === "link" ? <Trans>Отправить заявку</Trans> : <Trans>Да, это я</Trans>}
      </Button>
    </form>
  );
}
