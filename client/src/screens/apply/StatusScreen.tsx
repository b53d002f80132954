/** How an application stands, for whoever holds its link: number, decision, history; a refused one is corrected here (A1). */
import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Link, useParams } from "wouter";
import { Page } from "@/app/Page";
import { routes } from "@/app/routes";
import { queryClient } from "@/app/session";
import { type ApplicationPage, applicationQuery, emptyForm } from "@/concepts/founding/applications";
import { Banner, Button, buttonClass, ErrorState, NoRights, SkeletonRows, toast } from "@/kit";
import { inWords, Problem } from "@/sync/http";
import { ApplicationForm } from "./ApplicationForm";
import { History } from "./History";

export default function StatusScreen() {
  const { t } = useLingui();
  const { secret = "" } = useParams<{ secret: string }>();
  const query = useQuery(applicationQuery(secret));
  const { data, error } = query;
  return (
    <Page read title={data ? t`Заявка № ${data.number}` : t`Заявка`} subtitle={data?.shortName}>
      {data ? (
        <Standing page={data} secret={secret} />
      ) : error instanceof Problem && error.status === 404 ? (
        <NoRights title={<Trans>Такой заявки нет</Trans>}>
          <Trans>Проверьте, что ссылка открыта целиком. Она есть и в письме о заявке.</Trans>
        </NoRights>
      ) : error ? (
        <ErrorState title={<Trans>Не удалось открыть заявку</Trans>} onRetry={() => void query.refetch()}>
          {inWords(error)}
        </ErrorState>
      ) : (
        <SkeletonRows rows={4} avatar={false} />
      )}
    </Page>
  );
}

function Standing({ page, secret }: { page: ApplicationPage; secret: string }) {
  const { t } = useLingui();
  return (
    <>
      {page.status === "pending" && (
        <Banner tone="info" icon="clock" title={<Trans>На рассмотрении</Trans>} action={<CopyLink />}>
          <Trans>
            Сохраните адрес этой страницы: здесь появится решение. Письмо о нём придёт и на почту из заявки.
          </Trans>
        </Banner>
      )}
      {page.status === "refused" && (
        <Banner tone="danger" title={<Trans>Заявка отклонена</Trans>}>
          <p className="whitespace-pre-wrap">{page.reason}</p>
          <p className="mt-2">
            <Trans>Исправьте то, о чём написано, и отправьте её ещё раз.</Trans>
          </p>
        </Banner>
      )}
      {page.status === "approved" && <Approved page={page} />}
      {page.status === "refused" && <Correction page={page} secret={secret} send={t`Отправить ещё раз`} />}
      <History steps={page.steps} />
    </>
  );
}

function CopyLink() {
  const { t } = useLingui();
  if (!navigator.clipboard) return null;
  return (
    <Button
      small
      weight="secondary"
      icon="copy"
      onClick={() => void navigator.clipboard.writeText(location.href).then(() => toast(t`Ссылка скопирована`))}
    >
      <Trans>Скопировать ссылку</Trans>
    </Button>
  );
}

function Approved({ page }: { page: ApplicationPage }) {
  if (page.signedUp || !page.signUp)
    return (
      <Banner
        tone="ok"
        title={<Trans>Школа подключена</Trans>}
        action={
          <Link href={routes.signIn} className={buttonClass("primary", { small: true })}>
            <Trans>Ко входу</Trans>
          </Link>
        }
      >
        <Trans>Администратор уже вошёл. Дальше он входит обычным способом.</Trans>
      </Banner>
    );
  return (
    <Banner
      tone="ok"
      title={<Trans>Заявка одобрена, школа создана</Trans>}
      action={
        <Link href={page.signUp} className={buttonClass("primary", { small: true })}>
          <Trans>Войти администратором</Trans>
        </Link>
      }
    >
      <Trans>Код для входа придёт только на телефон или почту из заявки.</Trans>
    </Banner>
  );
}

function Correction({ page, secret, send }: { page: ApplicationPage; secret: string; send: string }) {
  const [form, setForm] = useState(page.form ?? emptyForm);
  return (
    <ApplicationForm<void>
      form={form}
      onChange={setForm}
      path={`/api/applications/${encodeURIComponent(secret)}/corrections`}
      hasScan
      send={send}
      onSent={() => void queryClient.invalidateQueries(applicationQuery(secret))}
    />
  );
}
