/** «Сбросить доступ»: asked once with its consequence, then the new code, to be written down or printed. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { Banner, Button, Dialog } from "@/kit";
import { call } from "@/sync/http";
import { useAct } from "./entering";

type FreshCode = { code: string; days: number };

/** For the class page and the list of people; offer it only where `abilities` name `resetAccess` or `resetStaffAccess`. */
export function ResetAccess(props: { personId: string; name: string; open: boolean; onClose: () => void }) {
  const { t } = useLingui();
  const [fresh, setFresh] = useState<FreshCode | null>(null);
  const { busy, error, run } = useAct();
  const { name } = props;
  function close() {
    setFresh(null);
    props.onClose();
  }
  const reset = () =>
    run(async () => setFresh(await call<FreshCode>("POST", `/api/people/${props.personId}/access/reset`)));
  return (
    <Dialog
      open={props.open}
      onClose={close}
      title={fresh ? t`Новый код` : t`Сбросить доступ?`}
      description={
        fresh
          ? t`${name}. Передайте код лично: увидеть его снова будет нельзя.`
          : t`${name}. Все устройства выйдут сразу, пароль, ключи и почта для входа отменятся. Человек узнает, кто это сделал.`
      }
      actions={
        fresh ? (
          <>
            <Button weight="secondary" icon="print" onClick={() => window.print()}>
              <Trans>Напечатать</Trans>
            </Button>
            <Button onClick={close}>
              <Trans>Готово</Trans>
            </Button>
          </>
        ) : (
          <>
            <Button weight="secondary" onClick={close}>
              <Trans>Отмена</Trans>
            </Button>
            <Button weight="danger" busy={busy} onClick={() => void reset()}>
              <Trans>Сбросить</Trans>
            </Button>
          </>
        )
      }
    >
      {fresh && <Code fresh={fresh} />}
      {error && <Banner tone="danger">{error}</Banner>}
    </Dialog>
  );
}

function Code({ fresh }: { fresh: FreshCode }) {
  const { days } = fresh;
  return (
    <div className="flex flex-col gap-2 text-center">
      <p className="font-mono text-2xl tracking-wider select-all">{fresh.code}</p>
      <p className="text-sm text-muted">
        <Trans>Один вход, действует {days} дней</Trans>
      </p>
    </div>
  );
}
