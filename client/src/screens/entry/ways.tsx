/** The forms of the sign-in page, one for each way in. */
import { Trans, useLingui } from "@lingui/react/macro";
import { type FormEvent, type ReactNode, useState } from "react";
import { Link } from "wouter";
import { routes } from "@/app/routes";
import { Button, buttonClass, CodeInput, Field, PasswordInput, TextInput } from "@/kit";
import { call } from "@/sync/http";
import { goIn, useAct } from "./entering";

export function PaperCode({ shared }: { shared: boolean }) {
  const [code, setCode] = useState("");
  const { busy, error, run } = useAct();
  function enter(event: FormEvent) {
    event.preventDefault();
    void run(async () => {
      await call("POST", "/api/sign-in/code", { body: { code, sharedComputer: shared } });
      await goIn();
    });
  }
  return (
    <form onSubmit={enter} className="flex flex-col gap-4">
      <Field
        label={<Trans>Код для входа</Trans>}
        hint={<Trans>Его напечатала школа или вы записали сами</Trans>}
        error={error}
        required
      >
        <CodeInput value={code} onValue={setCode} autoFocus name="code" />
      </Field>
      {error && code.length === 14 && (
        <Link href={`${routes.join}#${code}`} className={buttonClass("secondary", { wide: true })}>
          <Trans>Это код с приглашения</Trans>
        </Link>
      )}
      <Button type="submit" wide busy={busy} disabled={code.length < 14}>
        <Trans>Войти</Trans>
      </Button>
    </form>
  );
}

export function SentCode({ shared, sms }: { shared: boolean; sms: boolean }) {
  const [contact, setContact] = useState("");
  const [request, setRequest] = useState<string | null>(null);
  return request ? (
    <Digits contact={contact} request={request} shared={shared} onAgain={() => setRequest(null)} />
  ) : (
    <AskForCode contact={contact} onContact={setContact} onAsked={setRequest} sms={sms} />
  );
}

function AskForCode(props: {
  contact: string;
  onContact: (contact: string) => void;
  onAsked: (request: string) => void;
  sms: boolean;
}) {
  const { t } = useLingui();
  const { busy, error, run } = useAct();
  function ask(event: FormEvent) {
    event.preventDefault();
    void run(async () => {
      const body = { contact: props.contact };
      props.onAsked((await call<{ requestId: string }>("POST", "/api/sign-in/code-requests", { body })).requestId);
    });
  }
  return (
    <form onSubmit={ask} className="flex flex-col gap-4">
      <ContactField
        label={props.sms ? t`Электронная почта или телефон` : t`Электронная почта`}
        hint={<Trans>Те, что вы указали при входе или в настройках</Trans>}
        error={error}
        phone={props.sms}
        value={props.contact}
        onValue={props.onContact}
      />
      <Button type="submit" wide busy={busy} disabled={!isContact(props.contact)}>
        <Trans>Получить код</Trans>
      </Button>
    </form>
  );
}

function Digits(props: { contact: string; request: string; shared: boolean; onAgain: () => void }) {
  const [code, setCode] = useState("");
  const { busy, error, run } = useAct();
  function enter(event: FormEvent) {
    event.preventDefault();
    void run(async () => {
      const body = { requestId: props.request, code, sharedComputer: props.shared };
      await call("POST", "/api/sign-in/contact-code", { body });
      await goIn();
    });
  }
  const { contact } = props;
  return (
    <form onSubmit={enter} className="flex flex-col gap-4">
      <p>
        <Trans>
          Если <b className="break-all">{contact}</b> есть в «Парте», туда придёт код из шести цифр. Он действует 10
          минут.
        </Trans>
      </p>
      <DigitsField label={<Trans>Код из сообщения</Trans>} error={error} value={code} onValue={setCode} />
      <Button type="submit" wide busy={busy} disabled={code.length < 6}>
        <Trans>Войти</Trans>
      </Button>
      <Button weight="quiet" wide onClick={props.onAgain}>
        <Trans>Код не пришёл: отправить ещё раз</Trans>
      </Button>
    </form>
  );
}

/** Long enough to be an address or a number; the server looks closer. */
export const isContact = (contact: string) => contact.trim().length >= 5;

export function ContactField(props: {
  label: ReactNode;
  hint?: ReactNode;
  error: string | null;
  phone: boolean;
  value: string;
  onValue: (contact: string) => void;
}) {
  return (
    <Field label={props.label} hint={props.hint} error={props.error} required>
      <TextInput
        name="contact"
        autoFocus
        autoComplete="username"
        inputMode={props.phone ? "text" : "email"}
        autoCapitalize="none"
        spellCheck={false}
        value={props.value}
        onChange={(event) => props.onValue(event.target.value)}
      />
    </Field>
  );
}

/** A login that somebody chose for himself. */
export function LoginField(props: {
  hint?: ReactNode;
  error?: string;
  autoFocus?: boolean;
  value: string;
  onValue: (login: string) => void;
}) {
  return (
    <Field label={<Trans>Логин</Trans>} hint={props.hint} error={props.error} required>
      <TextInput
        name="login"
        autoFocus={props.autoFocus}
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        value={props.value}
        onChange={(event) => props.onValue(event.target.value)}
      />
    </Field>
  );
}

export function DigitsField(props: {
  label: ReactNode;
  error: string | null;
  value: string;
  onValue: (digits: string) => void;
}) {
  return (
    <Field label={props.label} error={props.error} required>
      <TextInput
        name="digits"
        autoFocus
        autoComplete="one-time-code"
        inputMode="numeric"
        placeholder="000000"
        value={props.value}
        onChange={(event) => props.onValue(event.target.value.replace(/\D/g, "").slice(0, 6))}
        className="text-center font-mono text-xl tracking-[0.4em]"
      />
    </Field>
  );
}

export function Password({ shared }: { shared: boolean }) {
  const [login, setLogin] = useState("");
  const [password, setPassword] = useState("");
  const { busy, error, run } = useAct();
  function enter(event: FormEvent) {
    event.preventDefault();
    void run(async () => {
      await call("POST", "/api/sign-in/password", { body: { login, password, sharedComputer: shared } });
      await goIn();
    });
  }
  return (
    <form onSubmit={enter} className="flex flex-col gap-4">
      <LoginField hint={<Trans>Например, ivanova.a</Trans>} autoFocus value={login} onValue={setLogin} />
      <Field label={<Trans>Пароль</Trans>} error={error} required>
        <PasswordInput name="password" value={password} onChange={(event) => setPassword(event.target.value)} />
      </Field>
      <Button type="submit" wide busy={busy} disabled={!login.trim() || !password}>
        <Trans>Войти</Trans>
      </Button>
    </form>
  );
}
