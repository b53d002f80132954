/** Who joins: a confirmation for a personal slip, name and relation for a place without one, a request for a common link. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import type { Preview } from "@/concepts/admission/joining";
import { isOver, relations } from "@/concepts/admission/joining";
import { Banner, Button, Field, Select, TextInput } from "@/kit";
import { call, inWords, Problem } from "@/sync/http";
import { NotMe } from "./NotMe";

type Props = {
  preview: Preview;
  ticket: string;
  /** Whoever is signed in here is left out of it. */
  asNew: boolean;
  onAsNew: (asNew: boolean) => void;
  onDone: () => Promise<void>;
  /** Refused for good: used in the meantime, recalled, taken. */
  onOver: (refused: unknown) => void;
};

export function JoinForm({ preview, ticket, asNew, onAsNew, onDone, onOver }: Props) {
  const { t } = useLingui();
  const [name, setName] = useState(preview.signedInAs && !asNew ? preview.signedInAs : "");
  const [child, setChild] = useState("");
  const [relation, setRelation] = useState<string>("");
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const needs = new Set<string>(preview.needs);
  const mine = preview.signedInAs !== null && !asNew;
  const another = mine && preview.childName !== null && preview.way === "slip";
  if (mine && preview.way === "slip") needs.delete("name");
  const whose = `${preview.childName ?? ""}${preview.classTitle ? `, ${preview.classTitle}` : ""}`;
  const where = preview.classTitle ? `, ${preview.classTitle}` : "";
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
      if (isOver(refused)) onOver(refused);
      else setError(refused);
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
        {another
          ? t`Добавить ребёнка: ${whose}?`
          : preview.name
            ? `${preview.informal ? t`Ты` : t`Вы`} — ${preview.name}${where}?`
            : `${preview.childName ?? preview.classTitle ?? t`Учительская`}${preview.childName ? where : ""}`}
      </h2>
      {preview.signedInAs && (
        <Banner
          action={
            preview.role !== "pupil" &&
            !preview.signedInAsPupil && (
              <Button
                small
                weight="secondary"
                onClick={() => {
                  onAsNew(!asNew);
                  setName(asNew ? (preview.signedInAs ?? "") : "");
                }}
              >
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
            <option value="">{t`Выберите`}</option>
            {relations.map((one) => (
              <option key={one}>{one}</option>
            ))}
          </Select>
        </Field>
      )}
      {error != null && !wrong("name") && !wrong("childName") && <Banner tone="danger">{inWords(error)}</Banner>}
      <Button type="submit" wide busy={busy} disabled={needs.has("relation") && !relation}>
        {preview.way === "link" ? (
          <Trans>Отправить заявку</Trans>
        ) : another ? (
          <Trans>Добавить ребёнка</Trans>
        ) : (
          <Trans>Да, это я</Trans>
        )}
      </Button>
      {preview.way === "slip" && <NotMe preview={preview} ticket={ticket} />}
    </form>
  );
}
