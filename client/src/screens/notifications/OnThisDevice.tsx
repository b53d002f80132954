/** The switch of this device, and «Проверить». */
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { queryClient } from "@/app/session";
import { NoService, NotPermitted, type PushHere, switchOff, switchOn } from "@/concepts/notify/device";
import { Banner, Button, Card, toast } from "@/kit";
import { call, inWords } from "@/sync/http";

export function OnThisDevice({ here }: { here: PushHere }) {
  const { t } = useLingui();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const on = here.subscribed && Notification.permission === "granted";
  async function run(act: () => Promise<void>) {
    setBusy(true);
    setFailure(null);
    try {
      await act();
    } catch (error) {
      setFailure(
        error instanceof NotPermitted
          ? t`Браузер не получил разрешения. Нажмите ещё раз и выберите «Разрешить»`
          : error instanceof NoService
            ? t`Браузер не достучался до своей службы уведомлений. Так бывает в закрытой сети. Попробуйте позже или из другой сети`
            : inWords(error),
      );
    }
    await queryClient.invalidateQueries({ queryKey: ["push"] });
    setBusy(false);
  }
  async function tryOut() {
    await call("POST", "/api/me/push/trial");
    toast(t`Отправили. Уведомление придёт за несколько секунд`);
  }
  return (
    <Card title={<Trans>На этом устройстве</Trans>}>
      <div className="flex flex-col gap-3">
        <p>
          {on ? (
            <Trans>Уведомления включены: мы скажем о новом сообщении, даже если «Парта» закрыта.</Trans>
          ) : (
            <Trans>Сейчас о новых сообщениях вы узнаёте, только пока «Парта» открыта.</Trans>
          )}
        </p>
        {failure && <Banner tone="danger">{failure}</Banner>}
        {on ? (
          <div className="flex flex-wrap gap-2">
            <Button icon="bell" busy={busy} onClick={() => void run(tryOut)}>
              <Trans>Проверить</Trans>
            </Button>
            <Button weight="secondary" icon="mute" busy={busy} onClick={() => void run(switchOff)}>
              <Trans>Выключить</Trans>
            </Button>
          </div>
        ) : (
          <Button icon="bell" wide busy={busy} onClick={() => void run(() => switchOn(here.publicKey ?? ""))}>
            <Trans>Включить уведомления</Trans>
          </Button>
        )}
      </div>
    </Card>
  );
}
