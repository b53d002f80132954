/** «Вы — …?»: an invitation from its QR (the secret is behind #) or by its typed code. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useCallback, useEffect, useRef, useState } from "react";
import { useLocation } from "wouter";
import { routes } from "@/app/routes";
import { isOver, look, type Preview } from "@/concepts/admission/joining";
import { Button, CodeInput, Field, SkeletonRows } from "@/kit";
import { forgetDevice } from "@/sync/forget";
import { call } from "@/sync/http";
import { EntryFrame } from "../entry/EntryFrame";
import { Already, Over } from "./Endings";
import { JoinForm } from "./JoinForm";
import { SomebodyHere } from "./SomebodyHere";

export default function JoinScreen() {
  const { t } = useLingui();
  const [given] = useState(() => location.hash.slice(1));
  const [ticket, setTicket] = useState(given);
  const [preview, setPreview] = useState<Preview | null>(null);
  const [asNew, setAsNew] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(Boolean(ticket));
  const agreed = new URLSearchParams(location.search).has("yes");
  const open = useCallback(
    async (asked: string) => {
      setBusy(true);
      setError(null);
      try {
        const seen = await look(asked);
        const atOnce = agreed && seen.state === "open" && seen.way === "slip" && !seen.needs.length;
        if (atOnce && !seen.signedInAs) {
          await call("POST", "/api/joining/redeem", { body: { ticket: asked } });
          return goOn();
        }
        setPreview(seen);
      } catch (refused) {
        setError(refused);
      }
      setBusy(false);
    },
    [agreed],
  );
  const opened = useRef(false);
  useEffect(() => {
    if (!given || opened.current) return;
    opened.current = true;
    void open(given);
  }, [given, open]);
  if (preview && preview.state !== "open") return <Already preview={preview} ticket={ticket} />;
  if (preview && !isOver(error)) {
    const other = preview.signedInAs !== null && !asNew && (preview.signedInAsPupil || preview.role === "pupil");
    return (
      <EntryFrame title={t`Приглашение`} icon="ticket">
        {other ? (
          <SomebodyHere preview={preview} onSwitch={() => setAsNew(true)} />
        ) : (
          <JoinForm
            preview={preview}
            ticket={ticket}
            asNew={asNew}
            onAsNew={setAsNew}
            onDone={async () => {
              if (preview.signedInAs !== null && asNew) await forgetDevice();
              goOn();
            }}
            onOver={setError}
          />
        )}
      </EntryFrame>
    );
  }
  return (
    <EntryFrame title={isOver(error) ? t`Приглашение не сработало` : t`Вход по приглашению`} icon="ticket">
      {busy && !error ? (
        <SkeletonRows rows={3} avatar={false} />
      ) : (
        <>
          {error !== null && <Over error={error} onRetry={ticket ? () => void open(ticket) : undefined} />}
          <TypedCode
            value={ticket.length > 14 ? "" : ticket}
            busy={busy}
            onValue={setTicket}
            onSubmit={() => {
              setPreview(null);
              void open(ticket);
            }}
          />
        </>
      )}
    </EntryFrame>
  );
}

/** A fresh page: what is in memory may be another person's, or say that nobody is signed in. */
function goOn() {
  location.replace(routes.welcome);
}

function TypedCode(props: { value: string; busy: boolean; onValue: (code: string) => void; onSubmit: () => void }) {
  const [, go] = useLocation();
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        props.onSubmit();
      }}
    >
      <Field label={<Trans>Код с приглашения</Trans>} hint={<Trans>Три группы по четыре знака</Trans>} required>
        <CodeInput value={props.value} onValue={props.onValue} autoFocus name="code" />
      </Field>
      <Button type="submit" wide busy={props.busy} disabled={props.value.length !== 14}>
        <Trans>Продолжить</Trans>
      </Button>
      <Button weight="quiet" wide onClick={() => go(routes.home)}>
        <Trans>У меня уже есть вход</Trans>
      </Button>
    </form>
  );
}
