/** How to sign in next time: a password with a proposed login, a passkey, or a code on paper. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import type { Access } from "@/concepts/identity/access";
import { addPasskey, changedMind, passkeysWork } from "@/concepts/identity/passkeys";
import { Banner, Button, Field, PasswordInput, TextInput } from "@/kit";
import { call, inWords, Problem } from "@/sync/http";
import { EntryFrame } from "../entry/EntryFrame";
import { useWelcome } from "../entry/welcome";

export function SignInWay(props: { access: Access; informal: boolean; onDone: () => Promise<void> }) {
  const { t } = useLingui();
  const welcome = useWelcome();
  const [password, setPassword] = useState("");
  const [code, setCode] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const given = props.access.login ?? props.access.proposedLogin;
  const [typed, type] = useState("");
  const login = given ?? typed;
  async function act(run: () => Promise<void>) {
    setBusy(true);
    setError(null);
    try {
      await run();
    } catch (refused) {
      if (!changedMind(refused)) setError(refused);
    }
    setBusy(false);
  }
  if (code) {
    return (
      <EntryFrame title={t`Код для следующего входа`} icon="key">
        <p className="text-center font-mono text-2xl font-semibold tracking-wider select-all">{code}</p>
        <p className="text-center text-muted">
          <Trans>Запишите его: больше он не появится. Код действует один раз и год.</Trans>
        </p>
        <Button wide busy={busy} onClick={() => void act(props.onDone)}>
          <Trans>Код записан, открыть чаты</Trans>
        </Button>
      </EntryFrame>
    );
  }
  const wrong = error instanceof Problem ? error.field("password") : undefined;
  return (
    <EntryFrame title={props.informal ? t`Как будешь входить` : t`Как будете входить`} icon="key">
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          void act(async () => {
            await call("PUT", "/api/me/password", { body: { login, password } });
            await props.onDone();
          });
        }}
      >
        {!given && (
          <Field
            label={<Trans>Логин</Trans>}
            hint={<Trans>Латинские буквы и цифры, например ivanova.o</Trans>}
            error={error instanceof Problem ? error.field("login") : undefined}
            required
          >
            <TextInput
              name="login"
              autoComplete="username"
              autoCapitalize="none"
              value={typed}
              onChange={(event) => type(event.target.value)}
            />
          </Field>
        )}
        <Field
          label={<Trans>Пароль</Trans>}
          hint={given ? <Trans>Логин: {login}. Пароль не короче 8 знаков</Trans> : <Trans>Не короче 8 знаков</Trans>}
          error={wrong}
          required
        >
          <PasswordInput
            name="password"
            autoComplete="new-password"
            value={password}
            onChange={(event) => setPassword(event.target.value)}
          />
        </Field>
        {error != null && !wrong && <Banner tone="danger">{inWords(error)}</Banner>}
        <Button type="submit" wide busy={busy} disabled={password.length < 8 || login.length < 3}>
          <Trans>Продолжить</Trans>
        </Button>
      </form>
      {welcome.data && passkeysWork(welcome.data.passkeyHost) && (
        <Button
          weight="secondary"
          icon="fingerprint"
          wide
          disabled={busy}
          onClick={() =>
            void act(async () => {
              await addPasskey(t`Это устройство`);
              await props.onDone();
            })
          }
        >
          <Trans>Отпечаток или лицо</Trans>
        </Button>
      )}
      <Button
        weight="quiet"
        wide
        disabled={busy}
        onClick={() =>
          void act(async () => setCode((await call<{ code: string }>("POST", "/api/joining/kept-code")).code))
        }
      >
        <Trans>Код на бумаге</Trans>
      </Button>
    </EntryFrame>
  );
}
