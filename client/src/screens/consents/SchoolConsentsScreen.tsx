/** «Согласия» of the school: class by class, the staff, the texts (B13). */
import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { Page } from "@/app/Page";
import { path, routes } from "@/app/routes";
import { useMe } from "@/app/session";
import { numbersQuery, type RegistryNumbers } from "@/concepts/admission/consents";
import { Badge, Card, EmptyState, Icon, ListRow } from "@/kit";
import { Asked } from "@/screens/school/Asked";

export default function SchoolConsentsScreen() {
  const { t } = useLingui();
  const me = useMe();
  const query = useQuery(numbersQuery);
  return (
    <Page title={t`Согласия`} back={routes.school}>
      <Asked query={query}>
        {(numbers) => (
          <>
            {me.abilities.includes("editLegalText") && (
              <Card>
                <div className="-m-4">
                  <ListRow start={<Icon name="book" />} title={t`Тексты`} href={routes.legalTexts}>
                    {t`Правила общения и согласие, новая редакция`}
                  </ListRow>
                </div>
              </Card>
            )}
            <Classes numbers={numbers} />
          </>
        )}
      </Asked>
    </Page>
  );
}

function Classes({ numbers }: { numbers: RegistryNumbers }) {
  const { t } = useLingui();
  return (
    <>
      <Card title={<Trans>Сотрудники</Trans>}>
        <div className="-mx-4 -mb-4">
          <ListRow
            title={t`Все сотрудники`}
            href={routes.staffConsents}
            end={<Share given={numbers.staffGiven} all={numbers.staff} />}
          />
        </div>
      </Card>
      {numbers.classes.length === 0 ? (
        <EmptyState icon="class" title={<Trans>Классов пока нет</Trans>}>
          <Trans>Заведите классы и загрузите список учеников.</Trans>
        </EmptyState>
      ) : (
        <Card title={<Trans>Ученики по классам</Trans>}>
          <div className="-mx-4 -mb-4">
            {numbers.classes.map((one) => (
              <ListRow
                key={one.classId}
                title={one.title}
                href={path(routes.classConsents, { classId: one.classId })}
                end={<Share given={one.given} all={one.pupils} />}
              />
            ))}
          </div>
        </Card>
      )}
    </>
  );
}

function Share({ given, all }: { given: number; all: number }) {
  return (
    <Badge tone={all > 0 && given >= all ? "ok" : "neutral"}>
      <Trans>
        {given} из {all}
      </Trans>
    </Badge>
  );
}
