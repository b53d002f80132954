/** «Уведомления»: whether this device tells of new messages, and what to do where it can't. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { Page } from "@/app/Page";
import { routes } from "@/app/routes";
import { useMe } from "@/app/session";
import { askHere, obstacle, type PushHere } from "@/concepts/notify/device";
import { Banner, Card, ErrorState, SkeletonRows } from "@/kit";
import { inWords } from "@/sync/http";
import { Install } from "./Install";
import { OfficeHours } from "./OfficeHours";
import { OnThisDevice } from "./OnThisDevice";

export default function NotificationsScreen() {
  const { t } = useLingui();
  const staff = useMe().abilities.includes("setOfficeHours");
  const here = useQuery({ queryKey: ["push"], queryFn: askHere });
  return (
    <Page title={t`Уведомления`} back={routes.more}>
      {here.isPending && <SkeletonRows rows={3} avatar={false} />}
      {here.isError && (
        <ErrorState title={<Trans>Не удалось загрузить уведомления</Trans>} onRetry={() => void here.refetch()}>
          {inWords(here.error)}
        </ErrorState>
      )}
      {here.data && (
        <>
          <State here={here.data} />
          {staff && <OfficeHours />}
          <WhatIsSeen />
        </>
      )}
    </Page>
  );
}

function State({ here }: { here: PushHere }) {
  if (!here.offered)
    return (
      <Banner icon="mute" title={<Trans>Школа пока не включила уведомления</Trans>}>
        <Trans>
          Новые сообщения видны, пока «Парта» открыта. Включить уведомления может тот, кто обслуживает сервер школы.
        </Trans>
      </Banner>
    );
  if (here.sharedComputer)
    return (
      <Banner icon="mute" title={<Trans>На общем компьютере уведомлений нет</Trans>}>
        <Trans>Их увидели бы другие. Включите уведомления на своём телефоне.</Trans>
      </Banner>
    );
  switch (obstacle()) {
    case "insecure":
      return (
        <Banner tone="warn" title={<Trans>Нужен защищённый адрес</Trans>}>
          <Trans>
            Браузер разрешает уведомления, только если адрес начинается с https://. Скажите об этом администратору
            школы.
          </Trans>
        </Banner>
      );
    case "install":
      return <Install />;
    case "unsupported":
      return (
        <Banner tone="warn" title={<Trans>Этот браузер не умеет показывать уведомления</Trans>}>
          <Trans>Обновите его или откройте «Парту» в другом браузере.</Trans>
        </Banner>
      );
    case "denied":
      return (
        <Banner tone="warn" title={<Trans>Уведомления запрещены в браузере</Trans>}>
          <Trans>
            Нажмите на значок слева от адреса, откройте «Разрешения» или «Настройки сайта» и разрешите уведомления. В
            приложении на телефоне — в настройках телефона, раздел «Уведомления». Потом откройте эту страницу снова.
          </Trans>
        </Banner>
      );
    default:
      return <OnThisDevice here={here} />;
  }
}

function WhatIsSeen() {
  return (
    <Card title={<Trans>Что видно на экране блокировки</Trans>}>
      <p>
        <Trans>
          Только «Парта: новое сообщение». Ни имён, ни текста, ни класса: их не видят ни прохожие, ни служба, через
          которую идут уведомления.
        </Trans>
      </p>
      <p className="mt-2 text-muted">
        <Trans>
          О каждом чате напоминаем один раз, пока вы его не откроете. Лишний чат можно сделать беззвучным в его меню.
        </Trans>
      </p>
    </Card>
  );
}
