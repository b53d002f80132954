/** What is awaited, and from whom: a consent, a decision on a request, an answer to a question. */
import { Trans } from "@lingui/react/macro";
import { useState } from "react";
import type { MyJoining } from "@/concepts/admission/joining";
import { Banner, Button, Card, Field, TextInput, toast } from "@/kit";
import { call, inWords } from "@/sync/http";

export function Waiting({ mine, onRenew }: { mine: MyJoining; onRenew: () => Promise<void> }) {
  const givers = mine.waitsFor?.join(", ");
  const open = mine.requests.some((one) => one.status !== "accepted");
  const nothing = !mine.admitted && !mine.waitsFor && !mine.unconfirmed && !open;
  return (
    <>
      {mine.waitsFor && (
        <Banner icon="family" title={<Trans>Нужно согласие родителя</Trans>}>
          {givers ? (
            <Trans>Его даёт {givers}. Чаты откроются сами.</Trans>
          ) : (
            <Trans>
              Его даёт мама, папа или опекун, или классный руководитель отметит бумажное. Чаты откроются сами.
            </Trans>
          )}
        </Banner>
      )}
      {mine.unconfirmed && (
        <Banner icon="teacher" title={<Trans>Ждёт подтверждения администратора</Trans>}>
          <Trans>До подтверждения чаты классов закрыты.</Trans>
        </Banner>
      )}
      {nothing && (
        <Banner icon="school" title={<Trans>Чатов для вас сейчас нет</Trans>}>
          <Trans>Вход работает. Если вы ждали чаты, спросите в школе или откройте приглашение.</Trans>
        </Banner>
      )}
      {mine.requests.map((one) => (
        <Request key={one.id} one={one} onRenew={onRenew} />
      ))}
    </>
  );
}

function Request({ one, onRenew }: { one: MyJoining["requests"][number]; onRenew: () => Promise<void> }) {
  const [text, setText] = useState("");
  const act = (path: string, body?: unknown) =>
    call("POST", `/api/joining/requests/${one.id}/${path}`, { body })
      .then(onRenew)
      .catch((error: unknown) => toast(inWords(error), { tone: "error" }));
  const { question, reason } = one;
  const { shortName } = one.school;
  if (one.status === "accepted") return null;
  if (one.status === "refused")
    return (
      <Banner tone="warn" title={<Trans>Заявку отклонили</Trans>}>
        {reason || <Trans>Уточните в школе.</Trans>}
      </Banner>
    );
  return (
    <Card title={<Trans>Заявка отправлена</Trans>}>
      <p>
        <Trans>
          {shortName}: решит классный руководитель или администратор, обычно до вечера. Страницу можно закрыть.
        </Trans>
      </p>
      {one.status === "asked" && (
        <form
          className="mt-3 flex flex-col gap-3"
          onSubmit={(event) => {
            event.preventDefault();
            void act("reply", { text });
          }}
        >
          <Field label={question}>
            <TextInput value={text} onChange={(event) => setText(event.target.value)} />
          </Field>
          <Button type="submit" disabled={!text.trim()}>
            <Trans>Ответить</Trans>
          </Button>
        </form>
      )}
      <Button weight="quiet" small onClick={() => void act("take-back")}>
        <Trans>Забрать заявку</Trans>
      </Button>
    </Card>
  );
}
