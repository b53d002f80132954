/** «Вы — …?»: an invitation from its QR (the secret is behind #) or by its typed code. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useCallback, useEffect, useRef, useState } from "react";
import { useLocation } from "wouter";
import { routes } from "@/app/routes";
import { refreshMe } from "@/app/session";
import { look, type Preview } from "@/concepts/admission/joining";
import { Banner, Button, CodeInput, Field, SkeletonRows } from "@/kit";
import { call, inWords } from "@/sync/http";
import { EntryFrame } from "../entry/EntryFrame";
import { JoinForm } from "./JoinForm";

export default function JoinScreen() {
  const { t } = useLingui();
  const [, go] = useLocation();
  const [ticket, setTicket] = useState(() => location.hash.slice(1));
  const [preview, setPreview] = useState<Preview | null>(null);
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(Boolean(ticket));
  const agreed = new URLSearchParams(location.search).has("yes");
  const done = useCallback(async () => {
    await refreshMe();
    go(routes.welcome, { replace: true });
  }, [go]);
  const open = useCallback(
    async (asked: string) => {
      setBusy(true);
      setError(null);
      try {
        const seen = await look(asked);
        const atOnce = agreed && seen.state === "open" && seen.way === "slip" && !seen.needs.length;
        if (atOnce && !seen.signedInAs) {
          await call("POST", "/api/joining/redeem", { body: { ticket: asked } });
          await done();
          return;
        }
        setPreview(seen);
      } catch (refused) {
        setError(inWords(refused));
      }
      setBusy(false);
    },
    [agreed, done],
  );
  const opened = useRef(false);
  useEffect(() => {
    if (!ticket || opened.current) return;
    opened.current = true;
    void open(ticket);
  }, [ticket, open]);
  if (preview) {
    return (
      <EntryFrame title={t`Приглашение`} icon="ticket">
        <JoinForm preview={preview} ticket={ticket} onDone={done} />
      </EntryFrame>
    );
  }
  return (
    <EntryFrame title={t`Вход по приглашению`} icon="ticket">
      {busy && !error ? (
        <SkeletonRows rows={3} avatar={false} />
      ) : (
        <form
          className="flex flex-col gap-4"
          onSubmit={(event) => {
            event.preventDefault();
            void open(ticket);
          }}
        >
          {error && <Banner tone="danger">{error}</Banner>}
          <Field label={<Trans>Код с приглашения</Trans>} hint={<Trans>Три группы по четыре знака</Trans>} required>
            <CodeInput value={ticket.length > 14 ? "" : ticket} onValue={setTicket} autoFocus name="code" />
          </Field>
          <Button type="submit" wide busy={busy} disabled={ticket.length !== 14}>
            <Trans>Продолжить</Trans>
          </Button>
          <Button weight="quiet" wide onClick={() => go(routes.signIn)}>
            <Trans>У меня уже есть вход</Trans>
          </Button>
        </form>
      )}
    </EntryFrame>
  );
}
