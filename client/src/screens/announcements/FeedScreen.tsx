/** «Объявления» of the reader: what waits for him first, one press each. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useLocation } from "wouter";
import { Page } from "@/app/Page";
import { routes } from "@/app/routes";
import { rowsOf, useFeed, useWaiting } from "@/concepts/announcements/announcements";
import { EmptyState, ErrorState, IconButton, SkeletonRows } from "@/kit";
import { inWords } from "@/sync/http";
import { AnnouncementCard } from "./AnnouncementCard";
import { More } from "./More";

export function FeedScreen() {
  const { t } = useLingui();
  const [, go] = useLocation();
  const may = useWaiting().data?.abilities ?? [];
  return (
    <Page
      title={t`Объявления`}
      back={routes.chats}
      actions={
        <>
          {may.includes("seeReceipts") && (
            <IconButton icon="readers" label={t`Отправленные`} onClick={() => go(routes.sentAnnouncements)} />
          )}
          {may.includes("writeAnnouncement") && (
            <IconButton icon="edit" label={t`Написать объявление`} onClick={() => go(routes.newAnnouncement)} />
          )}
        </>
      }
    >
      <Feed />
    </Page>
  );
}

function Feed() {
  const pages = useFeed();
  const rows = rowsOf(pages.data);
  if (pages.error && !rows)
    return (
      <ErrorState title={<Trans>Не удалось загрузить объявления</Trans>} onRetry={() => void pages.refetch()}>
        {inWords(pages.error)}
      </ErrorState>
    );
  if (!rows) return <SkeletonRows rows={5} avatar={false} />;
  if (rows.length === 0)
    return (
      <EmptyState icon="megaphone" title={<Trans>Объявлений пока нет</Trans>}>
        <Trans>Здесь появится всё, о чём школа объявит вам официально.</Trans>
      </EmptyState>
    );
  return (
    <>
      {rows.map((one) => (
        <AnnouncementCard key={one.id} announcement={one} />
      ))}
      <More pages={pages} />
    </>
  );
}
