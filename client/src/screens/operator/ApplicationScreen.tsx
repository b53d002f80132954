/** One application at the operator's desk: what it says, its scan, its history, and the decision (A2). */
import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { useParams } from "wouter";
import { Page } from "@/app/Page";
import { routes } from "@/app/routes";
import { type ApplicationCard, zoneName } from "@/concepts/founding/applications";
import { Badge, Banner, Card } from "@/kit";
import { History } from "@/screens/apply/History";
import { tones, useStatusWords } from "@/screens/apply/words";
import { Asked } from "@/screens/school/Asked";
import { call } from "@/sync/http";
import { Decision } from "./Decision";
import { Facts } from "./Facts";
import { ScanButton } from "./ScanButton";

export default function ApplicationScreen() {
  const { t } = useLingui();
  const { applicationId = "" } = useParams<{ applicationId: string }>();
  const at = `/api/operator/applications/${encodeURIComponent(applicationId)}`;
  const query = useQuery({
    queryKey: ["operator", "application", applicationId],
    queryFn: () => call<ApplicationCard>("GET", at),
    staleTime: 0, // an applicant may have corrected it meanwhile
  });
  return (
    <Page
      title={query.data ? t`Заявка № ${query.data.number}` : t`Заявка`}
      subtitle={query.data?.form.shortName}
      back={routes.applications}
    >
      <Asked query={query}>{(card) => <Everything card={card} at={at} />}</Asked>
    </Page>
  );
}

function Everything({ card, at }: { card: ApplicationCard; at: string }) {
  const { t } = useLingui();
  const words = useStatusWords();
  const { form, twin } = card;
  const name = [form.lastName, form.firstName, form.middleName].filter(Boolean).join(" ");
  return (
    <>
      {twin && card.status === "pending" && (
        <Banner tone="warn" title={<Trans>Школа с таким ИНН уже есть</Trans>}>
          <Trans>
            {twin}. Проверьте, не подключают ли её второй раз: для смены администратора есть «Школы → Восстановить
            управление».
          </Trans>
        </Banner>
      )}
      <Card title={<Trans>Школа</Trans>} action={<Badge tone={tones[card.status]}>{words[card.status]}</Badge>}>
        <Facts
          facts={[
            [t`Короткое название`, form.shortName],
            [t`Полное название`, form.fullName],
            [t`ИНН`, form.inn],
            [t`Регион`, form.region],
            [t`Часовой пояс`, zoneName(form.timeZone)],
          ]}
        />
      </Card>
      <Card title={<Trans>Будущий администратор</Trans>}>
        <Facts
          facts={[
            [t`Фамилия, имя, отчество`, name],
            [t`Должность`, form.jobTitle || t`не указана`],
            [t`Педагогический работник`, form.teaches === false ? t`нет` : t`да`],
            [t`Мобильный телефон`, form.mobile],
            [t`Почта`, form.email],
          ]}
        />
      </Card>
      <Card title={<Trans>Приказ</Trans>}>
        <ScanButton path={`${at}/scan`} kind={card.scanKind} />
      </Card>
      {card.status === "approved" && (
        <Banner tone={card.signedUp ? "ok" : "info"}>
          {card.signedUp ? (
            <Trans>Администратор вошёл.</Trans>
          ) : (
            <Trans>Администратор ещё не вошёл: письмо у него.</Trans>
          )}
        </Banner>
      )}
      {card.abilities.includes("reviewApplication") && <Decision card={card} at={at} name={name} />}
      <History steps={card.steps} />
    </>
  );
}
