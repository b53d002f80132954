/** The steps between an invitation and the chats: rules, consent, the way to sign in, waiting for somebody's decision. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { useLocation } from "wouter";
import { routes } from "@/app/routes";
import { refreshMe } from "@/app/session";
import { joiningQuery, type MyJoining } from "@/concepts/admission/joining";
import type { Access } from "@/concepts/identity/access";
import { Banner, Button, ErrorState, SkeletonRows } from "@/kit";
import { call, inWords } from "@/sync/http";
import { EntryFrame } from "../entry/EntryFrame";
import { Legal } from "./Legal";
import { SignInWay } from "./SignInWay";
import { Waiting } from "./Waiting";

export default function WelcomeScreen() {
  const { t } = useLingui();
  const [, go] = useLocation();
  const client = useQueryClient();
  const joining = useQuery({ ...joiningQuery, refetchInterval: 10_000 });
  const access = useQuery({ queryKey: ["access"], queryFn: () => call<Access>("GET", "/api/me/access") });
  const [wayKept, keepWay] = useState(false);
  const askedAnew = useRef<boolean | null>(null);
  const renew = async () => {
    await Promise.all([client.invalidateQueries({ queryKey: joiningQuery.queryKey }), refreshMe()]);
  };
  const failed = joining.error ?? access.error;
  if (failed && !(joining.data && access.data)) {
    return (
      <EntryFrame title={t`Вход`} icon="school">
        <ErrorState
          title={<Trans>Не удалось открыть</Trans>}
          onRetry={() => {
            void joining.refetch();
            void access.refetch();
          }}
        >
          {inWords(failed)}
        </ErrorState>
      </EntryFrame>
    );
  }
  const mine = joining.data;
  if (!mine || !access.data)
    return (
      <EntryFrame title={t`Вход`} icon="school">
        <SkeletonRows rows={5} avatar={false} />
      </EntryFrame>
    );
  // Whoever takes part already and came for a newer text or another child has his way in.
  if (askedAnew.current === null) askedAnew.current = mine.admitted && (mine.rules !== null || mine.consent !== null);
  if (mine.rules) return <Rules mine={mine} onDone={renew} />;
  if (mine.consent && (!mine.admitted || !mine.consent.answered)) return <Consent mine={mine} onDone={renew} />;
  const own = access.data;
  const hasWay = askedAnew.current || wayKept || own.hasPassword || own.passkeys.length > 0 || own.contacts.length > 0;
  const finish = async () => {
    keepWay(true);
    await renew();
    const now = client.getQueryData(joiningQuery.queryKey);
    if (now?.admitted) go(routes.chats, { replace: true });
  };
  if (!hasWay) return <SignInWay access={own} informal={mine.informal} onDone={finish} />;
  return (
    <EntryFrame title={mine.admitted ? t`Готово` : t`Ждём`} icon={mine.admitted ? "ok" : "clock"}>
      <Waiting mine={mine} onRenew={renew} />
      {mine.admitted && (
        <Button wide onClick={() => void renew().then(() => go(routes.chats, { replace: true }))}>
          <Trans>Открыть чаты</Trans>
        </Button>
      )}
    </EntryFrame>
  );
}

type Step = { mine: MyJoining; onDone: () => Promise<void> };

function useAct(onDone: () => Promise<void>) {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  async function act(path: string, body: unknown) {
    setBusy(true);
    setError(null);
    try {
      await call("POST", path, { body });
      await onDone();
    } catch (refused) {
      setError(inWords(refused));
    }
    setBusy(false);
  }
  return { busy, error, act };
}

function Rules({ mine, onDone }: Step) {
  const { t } = useLingui();
  const { busy, error, act } = useAct(onDone);
  if (!mine.rules) return null;
  const { body, version } = mine.rules;
  return (
    <EntryFrame title={t`Правила общения`} icon="book">
      {mine.admitted && (
        <Banner icon="refresh">
          <Trans>Школа обновила правила. Чаты открыты, прочтите новое.</Trans>
        </Banner>
      )}
      <Legal body={body} />
      {error && <Banner tone="danger">{error}</Banner>}
      <Button wide busy={busy} onClick={() => void act("/api/my/rules", { version })}>
        <Trans>Подтверждаю ознакомление</Trans>
      </Button>
    </EntryFrame>
  );
}

function Consent({ mine, onDone }: Step) {
  const { t } = useLingui();
  const { busy, error, act } = useAct(onDone);
  const [refused, refuse] = useState(false);
  if (!mine.consent) return null;
  const { own, text } = mine.consent;
  const { version, body } = text;
  const children = mine.consent.children.join(", ");
  return (
    <EntryFrame title={t`Согласие на обработку данных`} icon="shield">
      {mine.admitted && own && (
        <Banner icon="refresh">
          <Trans>Школа обновила текст согласия и спрашивает заново.</Trans>
        </Banner>
      )}
      {children && (
        <p className="text-center">
          {own ? <Trans>За себя и за ребёнка: {children}</Trans> : <Trans>За ребёнка: {children}</Trans>}
        </p>
      )}
      <Legal body={body} />
      {error && <Banner tone="danger">{error}</Banner>}
      {refused && (
        <Banner tone="warn">
          <Trans>Без согласия чаты закрыты. Важное школа передаст на бумаге. Передумать можно в любой день.</Trans>
        </Banner>
      )}
      <Button wide busy={busy} onClick={() => void act("/api/my/consent", { version, granted: true })}>
        <Trans>Даю согласие</Trans>
      </Button>
      <Button
        weight="secondary"
        wide
        disabled={busy || refused}
        onClick={() => {
          refuse(true);
          void act("/api/my/consent", { version, granted: false });
        }}
      >
        <Trans>Не даю согласия</Trans>
      </Button>
    </EntryFrame>
  );
}
