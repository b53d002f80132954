/** «Подать заявку на подключение школы»: open to anybody where the operator takes applications (A1). */
import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useLocation } from "wouter";
import { Page } from "@/app/Page";
import { routes } from "@/app/routes";
import { emptyForm, type Form, installationQuery } from "@/concepts/founding/applications";
import { ErrorState, NoRights, SkeletonRows } from "@/kit";
import { inWords } from "@/sync/http";
import { ApplicationForm } from "./ApplicationForm";

const key = "parta.apply";

/** What was typed survives a reload until it is sent. */
function kept(): Form {
  try {
    return { ...emptyForm, ...(JSON.parse(sessionStorage.getItem(key) ?? "{}") as Partial<Form>) };
  } catch {
    return emptyForm;
  }
}

export default function ApplyScreen() {
  const { t } = useLingui();
  const query = useQuery(installationQuery);
  return (
    <Page title={t`Подключение школы`} back={routes.signIn}>
      {query.data?.acceptsApplications ? (
        <NewApplication />
      ) : query.data ? (
        <NoRights title={<Trans>Здесь заявки не принимают</Trans>}>
          <Trans>На этой площадке школу заводит её владелец. Если у вас есть приглашение, войдите по нему.</Trans>
        </NoRights>
      ) : query.isError ? (
        <ErrorState title={<Trans>Не удалось открыть заявку</Trans>} onRetry={() => void query.refetch()}>
          {inWords(query.error)}
        </ErrorState>
      ) : (
        <SkeletonRows rows={6} avatar={false} />
      )}
    </Page>
  );
}

function NewApplication() {
  const { t } = useLingui();
  const [, go] = useLocation();
  const [form, setForm] = useState(kept);
  function change(next: Form) {
    setForm(next);
    sessionStorage.setItem(key, JSON.stringify(next));
  }
  return (
    <>
      <p className="text-muted">
        <Trans>
          Заявку рассматривает оператор площадки. Вы получите её номер и страницу, где виден ответ: входить для этого не
          нужно.
        </Trans>
      </p>
      <ApplicationForm<{ number: string; path: string }>
        form={form}
        onChange={change}
        path="/api/applications"
        hasScan={false}
        send={t`Отправить заявку`}
        onSent={(filed) => {
          sessionStorage.removeItem(key);
          go(filed.path, { replace: true });
        }}
      />
    </>
  );
}
