/** What of the first evening is still to be done: a card a step, each leads back into the wizard where it was left. */
import { Trans, useLingui } from "@lingui/react/macro";
import { path, routes } from "@/app/routes";
import { type StepName, useFirstSteps } from "@/concepts/school/firstSteps";
import { Card, Icon, type IconName, ListRow } from "@/kit";

export function FirstStepsLeft() {
  const { t } = useLingui();
  const { data } = useFirstSteps();
  const words: Record<StepName, { icon: IconName; title: string; why: string }> = {
    school: { icon: "school", title: t`Новая школа`, why: "" },
    address: { icon: "globe", title: t`Выбрать адрес школы`, why: t`Чтобы её открыли с телефонов` },
    phone: { icon: "phoneDevice", title: t`Проверить с телефона`, why: t`После этого печатаются приглашения` },
    list: { icon: "table", title: t`Загрузить список людей`, why: t`Классы и чаты появятся сами` },
    slips: { icon: "slip", title: t`Напечатать приглашения`, why: t`По ним войдут учителя, ученики и родители` },
  };
  const open = data?.steps.filter((step) => !step.done) ?? [];
  if (!data || (open.length === 0 && data.hasPassword)) return null;
  const done = data.steps.length - open.length;
  return (
    <Card
      title={<Trans>Первые шаги</Trans>}
      action={
        <span className="text-sm text-muted">
          <Trans>
            {done} из {data.steps.length}
          </Trans>
        </span>
      }
    >
      <div className="-mx-4 -mb-2">
        {!data.hasPassword && (
          <ListRow
            href={routes.access}
            start={<Icon name="key" className="text-accent-text" />}
            title={t`Придумать, как входить`}
          >
            {t`Первый код действует один раз`}
          </ListRow>
        )}
        {open.map(({ name }) => (
          <ListRow
            key={name}
            href={path(routes.firstSteps, { step: name })}
            start={<Icon name={words[name].icon} className="text-accent-text" />}
            title={words[name].title}
          >
            {words[name].why}
          </ListRow>
        ))}
      </div>
    </Card>
  );
}
