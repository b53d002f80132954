/** The named administrator signs up: a code goes to exactly the contact that the application or the order names (A3). */
import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { Link, useParams } from "wouter";
import { routes } from "@/app/routes";
import { administratorQuery, type NamedPage } from "@/concepts/founding/applications";
import { Banner, Button, buttonClass, ErrorState, NoRights, SkeletonRows } from "@/kit";
import { EntryFrame } from "@/screens/entry/EntryFrame";
import { goIn, useAct } from "@/screens/entry/entering";
import { ContactField, DigitsField, isContact } from "@/screens/entry/ways";
import { call, inWords, Problem } from "@/sync/http";

export default function AdministratorScreen() {
  const { t } = useLingui();
  const { secret = "" } = useParams<{ secret: string }>();
  const query = useQuery(administratorQuery(secret));
  const { data, error } = query;
  return (
    <EntryFrame title={t`Вход администратора`} icon="key">
      {data ? (
        <SignUp page={data} at={`/api/administrator-links/${encodeURIComponent(secret)}`} />
      ) : error instanceof Problem && error.status === 404 ? (
        <NoRights title={<Trans>Эта ссылка не действует</Trans>}>
          <Trans>Проверьте, что она открыта целиком, или спросите оператора площадки.</Trans>
        </NoRights>
      ) : error ? (
        <ErrorState title={<Trans>Не удалось открыть страницу</Trans>} onRetry={() => void query.refetch()}>
          {inWords(error)}
        </ErrorState>
      ) : (
        <SkeletonRows rows={3} avatar={false} />
      )}
    </EntryFrame>
  );
}

function SignUp({ page, at }: { page: NamedPage; at: string }) {
  const [request, setRequest] = useState<string | null>(null);
  const { name, school } = page;
  if (page.state === "taken")
    return (
      <>
        <p className="text-center">
          <Trans>По этой ссылке уже вошли. Она действует один раз: дальше входите обычным способом.</Trans>
        </p>
        <Link href={routes.signIn} className={buttonClass("primary", { wide: true })}>
          <Trans>Ко входу</Trans>
        </Link>
      </>
    );
  if (!page.emailHint && !page.mobileHint)
    return (
      <Banner tone="warn" title={<Trans>Код сейчас нечем отправить</Trans>}>
        <Trans>На площадке не настроены ни почта, ни СМС. Сообщите её оператору.</Trans>
      </Banner>
    );
  return (
    <>
      <p className="text-center">
        <Trans>
          {name}, вы назначены администратором: {school}.
        </Trans>
      </p>
      {request ? (
        <Digits at={at} request={request} onAgain={() => setRequest(null)} />
      ) : (
        <AskForCode page={page} at={at} onAsked={setRequest} />
      )}
    </>
  );
}

function AskForCode({ page, at, onAsked }: { page: NamedPage; at: string; onAsked: (request: string) => void }) {
  const { t } = useLingui();
  const [contact, setContact] = useState("");
  const { busy, error, run } = useAct();
  const hints = [page.mobileHint, page.emailHint].filter(Boolean).join(t` или `);
  function ask(event: FormEvent) {
    event.preventDefault();
    void run(async () => {
      onAsked((await call<{ requestId: string }>("POST", `${at}/code-requests`, { body: { contact } })).requestId);
    });
  }
  return (
    <form onSubmit={ask} className="flex flex-col gap-4">
      <ContactField
        label={page.mobileHint ? t`Ваш мобильный телефон или почта` : t`Ваша электронная почта`}
        hint={t`Те, что названы в документе школы: ${hints}`}
        error={error}
        phone={Boolean(page.mobileHint)}
        value={contact}
        onValue={setContact}
      />
      <Button type="submit" wide busy={busy} disabled={!isContact(contact)}>
        <Trans>Получить код</Trans>
      </Button>
      <p className="text-center text-sm text-muted">
        <Trans>Код придёт только туда. Если это не ваши телефон и почта, ссылка вам ничего не даёт.</Trans>
      </p>
    </form>
  );
}

function Digits({ at, request, onAgain }: { at: string; request: string; onAgain: () => void }) {
  const [code, setCode] = useState("");
  const { busy, error, run } = useAct();
  function enter(event: FormEvent) {
    event.preventDefault();
    void run(async () => {
      await call("POST", `${at}/sign-up`, { body: { requestId: request, code } });
      await goIn();
    });
  }
  return (
    <form onSubmit={enter} className="flex flex-col gap-4">
      <DigitsField label={<Trans>Код из сообщения</Trans>} error={error} value={code} onValue={setCode} />
      <Button type="submit" wide busy={busy} disabled={code.length < 6}>
        <Trans>Войти</Trans>
      </Button>
      <Button weight="quiet" wide onClick={onAgain}>
        <Trans>Код не пришёл: отправить ещё раз</Trans>
      </Button>
    </form>
  );
}
