/** The password: set, changed, or done without. */
import { Trans, useLingui } from "@lingui/react/macro";
import { type FormEvent, useState } from "react";
import { refreshMe } from "@/app/session";
import type { Access } from "@/concepts/identity/access";
import { Button, Card, Field, PasswordInput, toast } from "@/kit";
import { call, inWords, Problem } from "@/sync/http";
import { renewAccess } from "./AccessScreen";
import { LoginField } from "./ways";

export function PasswordCard({ access }: { access: Access }) {
  const [open, setOpen] = useState(false);
  return (
    <Card title={<Trans>Логин и пароль</Trans>}>
      {open ? (
        <PasswordForm access={access} onDone={() => setOpen(false)} />
      ) : (
        <div className="flex flex-col items-start gap-3">
          <p>
            {access.hasPassword ? (
              access.login
            ) : (
              <span className="text-muted">
                <Trans>Не заданы. Пригодятся, если нет ни почты, ни телефона.</Trans>
              </span>
            )}
          </p>
          <Button weight="secondary" icon="key" onClick={() => setOpen(true)}>
            {access.hasPassword ? <Trans>Сменить пароль</Trans> : <Trans>Задать пароль</Trans>}
          </Button>
        </div>
      )}
    </Card>
  );
}

function PasswordForm({ access, onDone }: { access: Access; onDone: () => void }) {
  const { t } = useLingui();
  const [login, setLogin] = useState(access.login ?? access.proposedLogin ?? "");
  const [password, setPassword] = useState("");
  const [current, setCurrent] = useState("");
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<unknown>(null);
  const wrong = (field: string) => (refused instanceof Problem ? refused.field(field) : undefined);
  const named = ["login", "password", "current"].some(wrong);
  async function keep(event: FormEvent) {
    event.preventDefault();
    setBusy(true);
    setRefused(null);
    try {
      await call("PUT", "/api/me/password", { body: { login, password, current: current || null } });
      toast(t`Пароль сохранён. Остальные устройства вышли`);
      await Promise.all([renewAccess(), refreshMe()]);
      onDone();
    } catch (error) {
      setRefused(error);
    } finally {
      setBusy(false);
    }
  }
  return (
    <form onSubmit={(event) => void keep(event)} className="flex flex-col gap-4">
      <LoginField error={wrong("login")} value={login} onValue={setLogin} />
      {access.hasPassword && (
        <Field
          label={<Trans>Нынешний пароль</Trans>}
          hint={<Trans>Сразу после входа по коду можно не вводить</Trans>}
          error={wrong("current")}
        >
          <PasswordInput name="current" value={current} onChange={(event) => setCurrent(event.target.value)} />
        </Field>
      )}
      <Field
        label={<Trans>Новый пароль</Trans>}
        hint={<Trans>От 8 знаков. Подойдут три обычных слова подряд</Trans>}
        error={wrong("password") ?? (refused && !named ? inWords(refused) : undefined)}
        required
      >
        <PasswordInput
          name="new-password"
          autoComplete="new-password"
          value={password}
          onChange={(event) => setPassword(event.target.value)}
        />
      </Field>
      <div className="flex flex-wrap gap-2">
        <Button type="submit" busy={busy} disabled={!login.trim() || !password}>
          <Trans>Сохранить</Trans>
        </Button>
        <Button weight="secondary" onClick={onDone}>
          <Trans>Отмена</Trans>
        </Button>
      </div>
    </form>
  );
}
