/** «Адрес школы»: who encrypts and where people come to; saved as the server's own settings, which it takes up at once. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useEffect, useState } from "react";
import { useMe } from "@/app/session";
import { type AddressState, originOf, useAddress } from "@/concepts/school/firstSteps";
import { Banner, Button, buttonClass, Card, Icon } from "@/kit";
import { Asked } from "../school/Asked";
import { AddressForm } from "./AddressForm";

export function AddressStep({ onDone }: { onDone: () => void }) {
  const query = useAddress();
  return <Asked query={query}>{(state) => <Stage state={state} onDone={onDone} />}</Asked>;
}

function Stage({ state, onDone }: { state: AddressState; onDone: () => void }) {
  const { t } = useLingui();
  const { login } = useMe();
  const [moving, setMoving] = useState<string | null>(null);
  const elsewhere = moving && originOf(moving) !== location.origin ? originOf(moving) : "";
  const arrived = moving !== null && !elsewhere && !state.pending && !state.problem;
  useEffect(() => {
    if (arrived) onDone();
  }, [arrived, onDone]);
  if (state.fixed)
    return (
      <>
        <Banner title={<Trans>Адрес задан в настройках сервера: {state.address}</Trans>}>
          <Trans>
            Его держат файл parta.toml, переменные окружения или параметры запуска. Изменить адрес можно только там.
          </Trans>
        </Banner>
        <Button wide onClick={onDone}>
          <Trans>Дальше</Trans>
        </Button>
      </>
    );
  if (state.pending || (elsewhere && !state.problem))
    return (
      <Card>
        <div className="flex flex-col items-center gap-3 py-6 text-center" role="status">
          <Icon
            name={state.pending ? "spinner" : "ok"}
            size={34}
            className={state.pending ? "animate-spin text-accent-text" : "text-ok-text"}
          />
          <h2 className="text-lg font-semibold">
            {state.pending ? <Trans>Переходим на новый адрес</Trans> : <Trans>Новый адрес действует</Trans>}
          </h2>
          <p className="max-w-md text-muted">
            {state.pending ? (
              <Trans>
                Сервер перезапускается: это несколько секунд, с центром сертификации — до трёх минут. Данные целы.
              </Trans>
            ) : (
              <Trans>Откройте его. Если попросит войти, введите свой логин и пароль.</Trans>
            )}
          </p>
          {elsewhere && (
            <a className={buttonClass("primary")} href={elsewhere}>
              {t`Открыть ${elsewhere}`}
            </a>
          )}
          {elsewhere && !state.pending && (
            <Button weight="quiet" onClick={onDone}>
              <Trans>Продолжить здесь</Trans>
            </Button>
          )}
        </div>
      </Card>
    );
  return (
    <>
      {!state.decided && login && (
        <Banner tone="ok" title={<Trans>Школа создана. Ваш логин: {login}</Trans>}>
          <Trans>С ним и паролем вы войдёте с любого устройства.</Trans>
        </Banner>
      )}
      {state.problem && (
        <Banner tone="danger" title={<Trans>Новый адрес не подошёл, действует прежний</Trans>}>
          {state.problem}
        </Banner>
      )}
      <AddressForm key={state.address} state={state} onMoving={setMoving} onDone={onDone} />
    </>
  );
}
