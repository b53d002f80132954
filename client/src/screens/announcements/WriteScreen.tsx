/** «Новое объявление»: title, text, whom by rule with the number of people, and one sentence of consequence before it goes. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useLocation } from "wouter";
import { Page } from "@/app/Page";
import { path, routes } from "@/app/routes";
import { onSignOut, useMe } from "@/app/session";
import { type Announcement, useRenew } from "@/concepts/announcements/announcements";
import {
  type Addressed,
  audienceOf,
  type Choices,
  type Draft,
  forget,
  fresh,
  keep,
  kept,
} from "@/concepts/announcements/draft";
import { Button, Card, ErrorState, Field, SkeletonRows, Switch, TextArea, TextInput, toast } from "@/kit";
import { call, inWords, Problem } from "@/sync/http";
import { newClientId } from "@/sync/ids";
import { AudienceFields } from "./AudienceFields";
import { Consequence } from "./Consequence";
import { OnlyWriters } from "./SentScreen";

export function WriteScreen() {
  const { t } = useLingui();
  return (
    <Page title={t`Новое объявление`} back={routes.announcements}>
      <Writing />
    </Page>
  );
}

function Writing() {
  const { data, error, refetch } = useQuery({
    queryKey: ["announcements", "choices"],
    queryFn: () => call<Choices>("GET", "/api/announcements/choices"),
  });
  if (error instanceof Problem && [403, 404].includes(error.status)) return <OnlyWriters />;
  if (error && !data)
    return (
      <ErrorState title={<Trans>Не удалось загрузить список классов</Trans>} onRetry={() => void refetch()}>
        {inWords(error)}
      </ErrorState>
    );
  if (!data) return <SkeletonRows rows={6} avatar={false} />;
  return <Form choices={data} />;
}

function Form({ choices }: { choices: Choices }) {
  const { t } = useLingui();
  const person = useMe().current?.personId ?? "";
  const [, go] = useLocation();
  const renew = useRenew();
  const [draft, setDraft] = useState<Draft>(() => kept(person) ?? fresh(choices));
  const [refused, setRefused] = useState<Problem | null>(null);
  const [asking, ask] = useState(false);
  const [busy, setBusy] = useState(false);
  useEffect(() => onSignOut(() => forget(person)), [person]);
  function change(changed: Partial<Draft>) {
    const next = { ...draft, ...changed };
    setRefused(null);
    setDraft(next);
    keep(person, next);
  }
  const audience = audienceOf(draft);
  const addressed = useAddressed(draft);
  const { title, text, clientId, wantsAcknowledgement, urgent } = draft;
  const ready = title.trim() && text.trim() && addressed && addressed.people > 0;
  async function send() {
    setBusy(true);
    try {
      const sent = await call<Announcement>("POST", "/api/announcements", {
        body: { clientId, title, text, audience, wantsAcknowledgement: wantsAcknowledgement || urgent, urgent },
      });
      forget(person);
      await renew();
      go(path(routes.sentAnnouncement, { announcementId: sent.id }));
    } catch (error) {
      // An earlier try went through without our knowing; what was changed since then is another announcement.
      if (error instanceof Problem && error.slug === "same-id-other-announcement") change({ clientId: newClientId() });
      if (error instanceof Problem) setRefused(error);
      toast(inWords(error), { tone: "error" });
      setBusy(false);
    }
    ask(false);
  }
  return (
    <>
      <Card>
        <div className="flex flex-col gap-4">
          <Field label={t`Заголовок`} error={refused?.field("title")}>
            <TextInput value={title} maxLength={150} onChange={(event) => change({ title: event.target.value })} />
          </Field>
          <Field label={t`Текст`} error={refused?.field("text")}>
            <TextArea
              rows={7}
              value={text}
              maxLength={10000}
              onChange={(event) => change({ text: event.target.value })}
            />
          </Field>
        </div>
      </Card>
      <AudienceFields choices={choices} draft={draft} change={change} addressed={addressed} />
      <Card>
        <Switch
          checked={wantsAcknowledgement || urgent}
          disabled={urgent}
          onChecked={(checked) => change({ wantsAcknowledgement: checked })}
          label={<Trans>Просить подтвердить ознакомление</Trans>}
          hint={<Trans>Иначе считается, кто прочёл.</Trans>}
        />
        {choices.urgent && (
          <Switch
            checked={urgent}
            onChecked={(checked) => change({ urgent: checked })}
            label={<Trans>Срочное оповещение</Trans>}
            hint={<Trans>Придёт и в тихие часы, займёт весь экран. Только при опасности.</Trans>}
          />
        )}
      </Card>
      <Button wide weight={urgent ? "danger" : "primary"} disabled={!ready} onClick={() => ask(true)}>
        {urgent ? <Trans>Отправить срочно…</Trans> : <Trans>Отправить…</Trans>}
      </Button>
      {addressed && (
        <Consequence
          open={asking}
          urgent={urgent}
          addressed={addressed}
          busy={busy}
          onClose={() => ask(false)}
          onSend={() => void send()}
        />
      )}
    </>
  );
}

/** How many people the rule gives, asked a moment after it was changed. */
function useAddressed(draft: Draft): Addressed | undefined {
  const rule = JSON.stringify(audienceOf(draft));
  const [asked, setAsked] = useState(rule);
  useEffect(() => {
    const timer = setTimeout(() => setAsked(rule), 250);
    return () => clearTimeout(timer);
  }, [rule]);
  const { data } = useQuery({
    queryKey: ["announcements", "preview", asked],
    queryFn: () =>
      call<Addressed>("POST", "/api/announcements/preview", { body: { audience: JSON.parse(asked) as unknown } }),
    enabled: asked !== "null",
    staleTime: 0,
  });
  return asked === rule && asked !== "null" ? data : undefined;
}
