/** Passkeys and the authenticator app: stronger ways in, and the second factor. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { useMe } from "@/app/session";
import type { Access } from "@/concepts/identity/access";
import { addPasskey, changedMind, passkeysWork } from "@/concepts/identity/passkeys";
import { Badge, Button, Card, Dialog, Icon, IconButton, ListRow, momentInWords, toast } from "@/kit";
import { call, inWords } from "@/sync/http";
import { renewAccess } from "./AccessScreen";
import { Authenticator } from "./Authenticator";
import { useWelcome } from "./welcome";

export function Proofs({ access }: { access: Access }) {
  const { t } = useLingui();
  const [adding, setAdding] = useState(false);
  const host = useWelcome().data?.passkeyHost ?? "";
  const staff = useMe().current?.kind === "staff";
  async function act(doing: () => Promise<unknown>) {
    try {
      await doing();
      await renewAccess();
    } catch (error) {
      if (!changedMind(error)) toast(inWords(error), { tone: "error" });
    }
  }
  return (
    <Card
      title={<Trans>Ключи и второе подтверждение</Trans>}
      action={access.secondFactorRequired && <Badge tone="accent">{t`нужно вашей роли`}</Badge>}
    >
      <p className="mb-3 text-muted">
        <Trans>Ключ открывает «Парту» отпечатком, лицом или PIN этого устройства: его нельзя выманить.</Trans>
      </p>
      <ul className="-mx-4 mb-2">
        {access.passkeys.map((one) => (
          <li key={one.id}>
            <ListRow
              start={<Icon name="fingerprint" className="text-muted" />}
              title={one.name}
              end={
                <IconButton
                  icon="trash"
                  label={t`Удалить ключ «${one.name}»`}
                  onClick={() => void act(() => call("DELETE", `/api/me/passkeys/${one.id}`))}
                />
              }
            >
              {one.usedAt ? momentInWords(one.usedAt) : <Trans>ещё не использован</Trans>}
            </ListRow>
          </li>
        ))}
        {access.hasTotp && (
          <li>
            <ListRow
              start={<Icon name="phoneDevice" className="text-muted" />}
              title={<Trans>Приложение с кодами</Trans>}
              end={
                <IconButton
                  icon="trash"
                  label={t`Отключить приложение с кодами`}
                  onClick={() => void act(() => call("DELETE", "/api/me/totp"))}
                />
              }
            />
          </li>
        )}
      </ul>
      <div className="flex flex-wrap gap-2">
        {passkeysWork(host) ? (
          <Button weight="secondary" icon="fingerprint" onClick={() => void act(() => addPasskey(deviceName()))}>
            <Trans>Добавить ключ</Trans>
          </Button>
        ) : (
          <p className="text-sm text-muted">
            <Trans>Ключи работают только по защищённому адресу школы.</Trans>
          </p>
        )}
        {!access.hasTotp && (staff || access.secondFactorRequired) && (
          <Button weight="secondary" icon="phoneDevice" onClick={() => setAdding(true)}>
            <Trans>Приложение с кодами</Trans>
          </Button>
        )}
      </div>
      <Dialog open={adding} onClose={() => setAdding(false)} title={t`Приложение с кодами`}>
        <Authenticator
          onDone={async () => {
            await renewAccess();
            setAdding(false);
          }}
        />
      </Dialog>
    </Card>
  );
}

/** «Ключ, Android»: enough to tell one's own devices apart. */
function deviceName(): string {
  const system = /Android|iPhone|iPad|Windows|Mac|Linux/.exec(navigator.userAgent)?.[0];
  return system ? `Ключ, ${system}` : "Ключ";
}
