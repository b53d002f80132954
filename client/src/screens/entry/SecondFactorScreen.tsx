/** The second step of entry: shown where it is set up, set up where the role asks for it. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { refreshMe, signOut, useMe } from "@/app/session";
import type { Access } from "@/concepts/identity/access";
import { addPasskey, passkeysWork, showPasskey } from "@/concepts/identity/passkeys";
import { Banner, Button, ErrorState, Icon, SkeletonRows } from "@/kit";
import { call, inWords } from "@/sync/http";
import { Authenticator } from "./Authenticator";
import { EntryFrame } from "./EntryFrame";
import { useAct } from "./entering";
import { DigitsField } from "./ways";
import { useWelcome } from "./welcome";

async function whole() {
  await refreshMe();
  location.assign("/");
}

export default function SecondFactorScreen() {
  const { t } = useLingui();
  const access = useQuery({ queryKey: ["access"], queryFn: () => call<Access>("GET", "/api/me/access") });
  const setUp = access.data && (access.data.hasTotp || access.data.passkeys.length > 0);
  return (
    <EntryFrame title={access.data && !setUp ? t`Второе подтверждение` : t`Подтвердите вход`} icon="shield">
      {access.isPending && <SkeletonRows rows={3} avatar={false} />}
      {access.isError && <ErrorState title={inWords(access.error)} onRetry={() => void access.refetch()} />}
      {access.data && (setUp ? <Show access={access.data} /> : <SetUp />)}
      <OtherHats />
    </EntryFrame>
  );
}

function Show({ access }: { access: Access }) {
  const [code, setCode] = useState("");
  const host = useWelcome().data?.passkeyHost ?? "";
  const { busy, error, run } = useAct();
  function show(event: FormEvent) {
    event.preventDefault();
    void run(async () => {
      await call("POST", "/api/second-factor/totp", { body: { code } });
      await whole();
    });
  }
  return (
    <div className="flex flex-col gap-4">
      {access.hasTotp && (
        <form onSubmit={show} className="flex flex-col gap-4">
          <DigitsField label={<Trans>Код из приложения</Trans>} error={error} value={code} onValue={setCode} />
          <Button type="submit" wide busy={busy} disabled={code.length < 6}>
            <Trans>Подтвердить</Trans>
          </Button>
        </form>
      )}
      {access.passkeys.length > 0 && passkeysWork(host) && (
        <PasskeyButton act={showPasskey} label={<Trans>Подтвердить ключом</Trans>} />
      )}
      <p className="text-sm text-muted">
        <Trans>Потеряли телефон или ключ? Доступ восстановит администратор школы.</Trans>
      </p>
    </div>
  );
}

function SetUp() {
  const { t } = useLingui();
  const [byApp, setByApp] = useState(false);
  const host = useWelcome().data?.passkeyHost ?? "";
  return (
    <div className="flex flex-col gap-4">
      <Banner tone="info" title={<Trans>Вашей роли нужна двойная защита</Trans>}>
        <Trans>Вы видите данные всей школы. Кода или пароля мало: добавьте ключ или приложение с кодами.</Trans>
      </Banner>
      {byApp ? (
        <Authenticator onDone={whole} />
      ) : (
        <>
          {passkeysWork(host) && (
            <PasskeyButton
              act={() => addPasskey(t`Ключ этого устройства`)}
              label={<Trans>Ключ этого устройства</Trans>}
              primary
            />
          )}
          <Button weight="secondary" icon="phoneDevice" wide onClick={() => setByApp(true)}>
            <Trans>Приложение с кодами</Trans>
          </Button>
        </>
      )}
    </div>
  );
}

function PasskeyButton(props: { act: () => Promise<void>; label: React.ReactNode; primary?: boolean }) {
  const { busy, error, run } = useAct();
  return (
    <>
      <Button
        weight={props.primary ? "primary" : "secondary"}
        icon="fingerprint"
        wide
        busy={busy}
        onClick={() =>
          void run(async () => {
            await props.act();
            await whole();
          })
        }
      >
        {props.label}
      </Button>
      {error && (
        <p role="alert" className="flex gap-1.5 text-sm text-danger-text">
          <Icon name="error" size={16} className="mt-0.5" />
          {error}
        </p>
      )}
    </>
  );
}

function OtherHats() {
  const me = useMe();
  return (
    <div className="flex flex-col gap-1 border-t border-line pt-3">
      {me.login && <p className="text-center text-sm text-muted">{me.login}</p>}
      <Button weight="quiet" icon="logout" wide onClick={() => void signOut()}>
        <Trans>Выйти</Trans>
      </Button>
    </div>
  );
}
