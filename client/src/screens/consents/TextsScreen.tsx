/** The rules and the consent as people read them; the administrator writes a new version, which asks everybody again. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Page } from "@/app/Page";
import { routes } from "@/app/routes";
import { queryClient, refreshMe, useMe } from "@/app/session";
import { type TextKind, textQuery } from "@/concepts/admission/consents";
import type { LegalText } from "@/concepts/admission/joining";
import { Button, Card, Dialog, dayName, Field, NoRights, Tabs, TextArea, toast } from "@/kit";
import { Legal } from "@/screens/joining/Legal";
import { Asked } from "@/screens/school/Asked";
import { call, inWords, Problem } from "@/sync/http";

export default function TextsScreen() {
  const { t } = useLingui();
  const [kind, choose] = useState<TextKind>("consent");
  const query = useQuery(textQuery(kind));
  const may = useMe().abilities.includes("editLegalText");
  return (
    <Page title={t`Правила и согласие`} back={routes.consents}>
      {may ? (
        <>
          <Tabs<TextKind>
            label={t`Какой текст`}
            value={kind}
            onValue={choose}
            choices={[
              { value: "consent", label: t`Согласие` },
              { value: "rules", label: t`Правила общения` },
            ]}
          />
          <Asked query={query}>{(text) => <Editor key={`${kind}${text.version}`} text={text} kind={kind} />}</Asked>
        </>
      ) : (
        <NoRights title={<Trans>Тексты правит администратор школы</Trans>} />
      )}
    </Page>
  );
}

/** What was typed survives a closed tab until it is published. */
const draftKey = (kind: TextKind, version: number) => `parta.text.${kind}.${version}`;

function Editor({ text, kind }: { text: LegalText; kind: TextKind }) {
  const { t } = useLingui();
  const key = draftKey(kind, text.version);
  const [body, setBody] = useState(() => sessionStorage.getItem(key) ?? text.body);
  const [looking, look] = useState(false);
  const [asking, ask] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const { version } = text;
  const since = dayName(text.since).toLowerCase();
  const changed = body.trim() !== text.body.trim();
  async function publish() {
    setBusy(true);
    setError(null);
    try {
      await call("PUT", `/api/legal-texts/${kind}`, { body: { body } });
      sessionStorage.removeItem(key);
      await queryClient.invalidateQueries({ queryKey: ["legal-text", kind] });
      toast(t`Новая редакция опубликована`);
      await refreshMe();
    } catch (refused) {
      setError(refused);
    }
    setBusy(false);
    ask(false);
  }
  return (
    <Card>
      <p className="mb-3 text-sm text-muted">
        <Trans>
          Редакция {version}, действует: {since}. Покажите новую редакцию юристу школы до публикации.
        </Trans>
      </p>
      {looking ? (
        <Legal body={body} />
      ) : (
        <Field
          label={<Trans>Текст</Trans>}
          hint={<Trans>Первая строка — название. Строка с ## впереди — заголовок. От 200 знаков.</Trans>}
          error={error ? (error instanceof Problem && error.field("body")) || inWords(error) : undefined}
        >
          <TextArea
            value={body}
            maxLength={20_000}
            className="min-h-80"
            onChange={(event) => {
              setBody(event.target.value);
              sessionStorage.setItem(key, event.target.value);
            }}
          />
        </Field>
      )}
      <div className="mt-4 flex flex-wrap gap-2">
        <Button disabled={!changed} onClick={() => ask(true)}>
          <Trans>Опубликовать</Trans>
        </Button>
        <Button weight="secondary" icon={looking ? "edit" : "eye"} onClick={() => look(!looking)}>
          {looking ? <Trans>Править</Trans> : <Trans>Как увидят люди</Trans>}
        </Button>
        {changed && (
          <Button
            weight="quiet"
            onClick={() => {
              sessionStorage.removeItem(key);
              setBody(text.body);
            }}
          >
            <Trans>Вернуть как было</Trans>
          </Button>
        )}
      </div>
      <Dialog
        open={asking}
        onClose={() => ask(false)}
        title={t`Опубликовать новую редакцию?`}
        description={
          kind === "rules"
            ? t`Все прочтут правила заново при следующем входе. Чаты останутся открыты. Прежняя редакция сохранится.`
            : t`Каждого взрослого спросим заново при следующем входе. Чаты останутся открыты, пока он не откажется. Прежняя редакция сохранится рядом с прежними ответами.`
        }
        actions={
          <>
            <Button weight="secondary" onClick={() => ask(false)}>
              <Trans>Отмена</Trans>
            </Button>
            <Button busy={busy} onClick={() => void publish()}>
              <Trans>Опубликовать</Trans>
            </Button>
          </>
        }
      />
    </Card>
  );
}
