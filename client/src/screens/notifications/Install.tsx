/** On an iPhone notices come only to «Парта» on the Home Screen: how to put it there, in three steps. */
import { Trans } from "@lingui/react/macro";
import type { ReactNode } from "react";
import { Card, Icon, type IconName } from "@/kit";

export function Install() {
  return (
    <Card title={<Trans>Добавьте «Парту» на экран «Домой»</Trans>}>
      <p className="text-muted">
        <Trans>На iPhone и iPad уведомления приходят только в приложение на экране «Домой».</Trans>
      </p>
      <ol className="mt-3 flex flex-col gap-3">
        <Step number={1} icon="upload">
          <Trans>Внизу Safari нажмите «Поделиться» — квадрат со стрелкой вверх.</Trans>
        </Step>
        <Step number={2} icon="plus">
          <Trans>Пролистайте вниз и выберите «На экран „Домой“», потом «Добавить».</Trans>
        </Step>
        <Step number={3} icon="phoneDevice">
          <Trans>Откройте «Парту» новым значком и вернитесь сюда: «Ещё», «Уведомления».</Trans>
        </Step>
      </ol>
    </Card>
  );
}

function Step({ number, icon, children }: { number: number; icon: IconName; children: ReactNode }) {
  return (
    <li className="flex items-center gap-3">
      <span className="flex size-12 shrink-0 items-center justify-center rounded-2xl bg-accent-soft text-accent-text">
        <Icon name={icon} size={24} />
      </span>
      <p className="min-w-0 flex-1">
        <span className="font-semibold">{number}. </span>
        {children}
      </p>
    </li>
  );
}
