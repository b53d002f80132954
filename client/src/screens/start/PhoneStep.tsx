/** «Проверка с телефона»: a QR on this screen, opened by the administrator's phone; this screen learns of it by itself. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { type AddressState, beginPhoneTest, useAddress } from "@/concepts/school/firstSteps";
import { Banner, Button, Card, ErrorState, Skeleton, timeOf } from "@/kit";
import { inWords } from "@/sync/http";
import { QrPicture } from "../entry/QrPicture";
import { Asked } from "../school/Asked";

export function PhoneStep({ onDone }: { onDone: () => void }) {
  const query = useAddress((state) => state.pending || state.testedAt === null);
  return <Asked query={query}>{(state) => <Test state={state} onDone={onDone} />}</Asked>;
}

function Test({ state, onDone }: { state: AddressState; onDone: () => void }) {
  const { t } = useLingui();
  const test = useQuery({
    queryKey: ["phone-test", state.address],
    queryFn: beginPhoneTest,
    staleTime: 30 * 60_000,
  });
  const tested = state.testedAt;
  return (
    <>
      {tested && (
        <Banner tone="ok" title={<Trans>Телефон открыл школу в {timeOf(tested)}</Trans>}>
          <Trans>Адрес работает, приглашения можно печатать.</Trans>
        </Banner>
      )}
      {!tested && state.insideOnly && (
        <Banner title={<Trans>Проверка не обязательна</Trans>}>
          <Trans>Вы выбрали «Только внутри школы»: приглашения печатаются и без неё.</Trans>
        </Banner>
      )}
      {!tested && state.onlyHere && (
        <Banner tone="warn" title={<Trans>С телефона этот адрес не откроется</Trans>}>
          <Trans>
            Сейчас школа видна только на этом сервере. Вернитесь на шаг «Адрес», чтобы открыть её телефонам.
          </Trans>
        </Banner>
      )}
      {!tested && !state.secure && (
        <Banner tone="warn" title={<Trans>Адрес без шифрования</Trans>}>
          <Trans>Школа откроется, но уведомлений, камеры и входа по отпечатку на телефонах не будет.</Trans>
        </Banner>
      )}
      <Card>
        <div className="flex flex-col items-center gap-4 py-2 text-center">
          {test.isError ? (
            <ErrorState title={<Trans>QR-код не получился</Trans>} onRetry={() => void test.refetch()}>
              {inWords(test.error)}
            </ErrorState>
          ) : test.data ? (
            <>
              <p className="max-w-md">
                <Trans>Наведите камеру телефона на QR-код. Экран сам узнает, что школа открылась.</Trans>
              </p>
              <QrPicture rows={test.data.qr} label={t`Пробный QR-код`} className="size-60 shadow-card" />
              <p className="max-w-full text-sm break-all text-muted">{state.address}</p>
            </>
          ) : (
            <Skeleton className="size-60" />
          )}
          {!tested && (
            <p className="text-sm text-muted" role="status">
              <Trans>Ждём телефон…</Trans>
            </p>
          )}
        </div>
      </Card>
      <Button wide weight={tested || state.insideOnly ? "primary" : "secondary"} onClick={onDone}>
        {tested || state.insideOnly ? <Trans>Дальше</Trans> : <Trans>Проверить позже</Trans>}
      </Button>
    </>
  );
}
