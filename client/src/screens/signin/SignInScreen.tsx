/** The way back in: a one-time code from a slip, the class teacher or the administrator. */
import { Trans, useLingui } from "@lingui/react/macro";
import { type FormEvent, useState } from "react";
import { refreshMe } from "@/app/session";
import { Button, Checkbox, CodeInput, Field, Icon } from "@/kit";
import { call, inWords } from "@/sync/http";

export default function SignInScreen() {
  const { t } = useLingui();
  const [code, setCode] = useState("");
  const [shared, setShared] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  async function enter(event: FormEvent) {
    event.preventDefault();
    setBusy(true);
    setError(null);
    try {
      await call("POST", "/api/sign-in/code", { body: { code, sharedComputer: shared } });
      await refreshMe();
      const next = new URLSearchParams(location.search).get("next");
      location.assign(next?.startsWith("/") && !next.startsWith("//") ? next : "/");
    } catch (refused) {
      setError(inWords(refused));
      setBusy(false);
    }
  }
  return (
    <main className="mx-auto flex min-h-full max-w-md flex-col justify-center gap-6 bg-surface px-5 py-8 desk:my-auto desk:min-h-0 desk:rounded-3xl desk:shadow-card">
      <div className="flex flex-col items-center gap-3 text-center">
        <span className="flex size-16 items-center justify-center rounded-2xl bg-accent text-on-accent">
          <Icon name="school" size={34} />
        </span>
        <h1 className="text-2xl font-semibold">
          <Trans>Вход в «Парту»</Trans>
        </h1>
      </div>
      <form onSubmit={(event) => void enter(event)} className="flex flex-col gap-4">
        <Field
          label={<Trans>Код для входа</Trans>}
          hint={<Trans>Он напечатан на приглашении</Trans>}
          error={error}
          required
        >
          <CodeInput value={code} onValue={setCode} autoFocus name="code" />
        </Field>
        <Checkbox
          checked={shared}
          onChecked={setShared}
          label={t`Общий компьютер`}
          hint={t`Ничего не останется на нём после закрытия окна`}
        />
        <Button type="submit" wide busy={busy} disabled={code.length < 14}>
          <Trans>Войти</Trans>
        </Button>
      </form>
    </main>
  );
}
