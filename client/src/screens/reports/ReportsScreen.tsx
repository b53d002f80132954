/** «Жалобы» (E3): what waits for a decision, urgent ones first, and what was decided in the last month. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { Page } from "@/app/Page";
import { routes } from "@/app/routes";
import { useMe } from "@/app/session";
import { decidesReports, useReports } from "@/concepts/reports/reports";
import { Chips, EmptyState, ErrorState, NoRights, SkeletonRows } from "@/kit";
import { inWords } from "@/sync/http";
import { ReportCard } from "./ReportCard";

export default function ReportsScreen() {
  const { t } = useLingui();
  const me = useMe();
  const [shown, show] = useState<"waiting" | "decided">("waiting");
  return (
    <Page title={t`Жалобы`} back={routes.chats}>
      {decidesReports(me) ? (
        <>
          <div className="-mx-3">
            <Chips
              label={t`Какие жалобы`}
              value={shown}
              onValue={show}
              choices={[
                { value: "waiting", label: t`Ждут решения` },
                { value: "decided", label: t`Разобраны` },
              ]}
            />
          </div>
          <Reports key={shown} decided={shown === "decided"} />
        </>
      ) : (
        <NoRights title={<Trans>Жалобы разбирают классный руководитель и администратор</Trans>}>
          <Trans>Пожаловаться можно на любое сообщение: нажмите на него и подержите.</Trans>
        </NoRights>
      )}
    </Page>
  );
}

function Reports({ decided }: { decided: boolean }) {
  const { data, error, refetch } = useReports(useMe(), decided);
  if (error && !data)
    return (
      <ErrorState title={<Trans>Не удалось загрузить жалобы</Trans>} onRetry={() => void refetch()}>
        {inWords(error)}
      </ErrorState>
    );
  if (!data) return <SkeletonRows rows={4} />;
  if (data.length > 0) return data.map((report) => <ReportCard key={report.id} report={report} />);
  return decided ? (
    <EmptyState icon="history" title={<Trans>За последний месяц ничего не разбирали</Trans>}>
      <Trans>Через месяц после решения переписка из жалобы удаляется.</Trans>
    </EmptyState>
  ) : (
    <EmptyState icon="report" title={<Trans>Жалоб нет</Trans>}>
      <Trans>Когда кто-нибудь пожалуется, это появится здесь. Кто пожаловался, не видно никому.</Trans>
    </EmptyState>
  );
}
