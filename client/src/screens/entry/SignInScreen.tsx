/** The way in: a code from paper, a code by letter or text message, a password, a passkey. One calm page. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Link } from "wouter";
import { routes } from "@/app/routes";
import { installationQuery } from "@/concepts/founding/applications";
import { passkeysWork, signInByPasskey } from "@/concepts/identity/passkeys";
import { Button, buttonClass, Checkbox, Icon, Tabs } from "@/kit";
import { EntryFrame } from "./EntryFrame";
import { goIn, useAct } from "./entering";
import { PaperCode, Password, SentCode } from "./ways";
import { useWelcome } from "./welcome";

type Way = "paper" | "sent" | "password";

export default function SignInScreen() {
  const { t } = useLingui();
  const welcome = useWelcome().data;
  const applications = useQuery(installationQuery).data?.acceptsApplications;
  const [way, choose] = useState<Way>("paper");
  const [shared, setShared] = useState(false);
  const sent = welcome?.byEmail || welcome?.bySms;
  const choices = [
    { value: "paper" as const, label: t`Код` },
    ...(sent ? [{ value: "sent" as const, label: welcome?.bySms ? t`Почта или телефон` : t`Почта` }] : []),
    { value: "password" as const, label: t`Пароль` },
  ];
  return (
    <EntryFrame title={t`Вход в «Парту»`} icon="school">
      <div className="flex flex-col gap-4">
        <Tabs label={t`Как войти`} value={way} onValue={choose} choices={choices} />
        {way === "paper" && <PaperCode shared={shared} />}
        {way === "sent" && <SentCode shared={shared} sms={welcome?.bySms ?? false} />}
        {way === "password" && <Password shared={shared} />}
        <Checkbox
          checked={shared}
          onChecked={setShared}
          label={t`Общий компьютер`}
          hint={t`Ничего не останется на нём после закрытия окна`}
        />
        {welcome && passkeysWork(welcome.passkeyHost) && <ByPasskey shared={shared} />}
        <Link href={routes.join} className={buttonClass("secondary", { wide: true })}>
          <Icon name="ticket" size={18} />
          <Trans>У меня есть приглашение</Trans>
        </Link>
        {applications && (
          <Link href={routes.apply} className={buttonClass("quiet", { wide: true })}>
            <Trans>Подать заявку на подключение школы</Trans>
          </Link>
        )}
      </div>
    </EntryFrame>
  );
}

function ByPasskey({ shared }: { shared: boolean }) {
  const { busy, error, run } = useAct();
  return (
    <div className="flex flex-col gap-2 border-t border-line pt-4">
      <Button
        weight="secondary"
        icon="fingerprint"
        wide
        busy={busy}
        onClick={() =>
          void run(async () => {
            await signInByPasskey(shared);
            await goIn();
          })
        }
      >
        <Trans>Войти ключом</Trans>
      </Button>
      {error && (
        <p role="alert" className="flex gap-1.5 text-sm text-danger-text">
          <Icon name="error" size={16} className="mt-0.5" />
          {error}
        </p>
      )}
    </div>
  );
}
