/** Letters and codes that do not leave the machine in development, for the operator (B11). */
import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { Page } from "@/app/Page";
import { routes } from "@/app/routes";
import type { OutgoingMessage } from "@/concepts/identity/access";
import { Badge, Button, Card, EmptyState, ErrorState, momentInWords, NoRights, SkeletonRows } from "@/kit";
import { call, inWords, Problem } from "@/sync/http";

export default function OutboxScreen() {
  const { t } = useLingui();
  const box = useQuery({
    queryKey: ["outbox"],
    queryFn: async () => (await call<{ messages: OutgoingMessage[] }>("GET", "/api/operator/outbox")).messages,
    refetchInterval: 3000,
  });
  const closed = box.error instanceof Problem && (box.error.status === 404 || box.error.status === 403);
  return (
    <Page
      read
      title={t`Исходящие`}
      back={routes.more}
      subtitle={t`Письма и коды этой машины: только для разработки`}
      actions={<Button small weight="quiet" icon="refresh" onClick={() => void box.refetch()}>{t`Обновить`}</Button>}
    >
      {box.isPending && <SkeletonRows avatar={false} />}
      {closed && (
        <NoRights title={<Trans>Эта страница закрыта</Trans>}>
          <Trans>Она есть только у оператора, на его машине, при запуске для разработки.</Trans>
        </NoRights>
      )}
      {box.isError && !closed && <ErrorState title={inWords(box.error)} onRetry={() => void box.refetch()} />}
      {box.data?.length === 0 && (
        <EmptyState icon="mail" title={<Trans>Пока ничего не отправлено</Trans>}>
          <Trans>Запросите код на странице входа: письмо появится здесь.</Trans>
        </EmptyState>
      )}
      {box.data?.map((one) => (
        <Card key={one.id} title={one.recipient} action={<Badge>{one.channel === "email" ? t`письмо` : t`СМС`}</Badge>}>
          <p className="mb-2 text-sm text-muted">
            {momentInWords(one.createdAt)}
            {one.error && <> · {one.error}</>}
          </p>
          <p className="whitespace-pre-wrap break-words">{one.body || <Trans>Отправлено, текст не хранится</Trans>}</p>
        </Card>
      ))}
    </Page>
  );
}
