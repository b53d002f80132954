/** The messages that were found, the newest first; a page may be empty and yet not be the last. */
import { Trans } from "@lingui/react/macro";
import { useEffect } from "react";
import { type MessageQuestion, useMessageSearch } from "@/concepts/search/search";
import { Button, EmptyState, ErrorState, SkeletonRows } from "@/kit";
import { inWords } from "@/sync/http";
import { HitRow } from "./HitRow";

const enough = 8;
const pagesAlone = 6;

export function MessageResults({ question }: { question: MessageQuestion }) {
  const { hits, similar, kept, data, error, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } =
    useMessageSearch(question);
  const pages = data?.pages.length ?? 0;
  // Far words in a long history: the next stretches are looked through without being asked, a few of them.
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage && hits.length < enough && pages < pagesAlone) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, hits.length, pages, fetchNextPage]);
  if (error && hits.length === 0)
    return (
      <ErrorState title={<Trans>Не удалось найти</Trans>} onRetry={() => void refetch()}>
        {inWords(error)}
      </ErrorState>
    );
  if (!data || (hits.length === 0 && (isFetchingNextPage || (hasNextPage && pages < pagesAlone))))
    return <SkeletonRows rows={5} />;
  return (
    <>
      {similar && (
        <p className="px-4 py-1.5 text-sm text-muted" role="status">
          <Trans>Точных совпадений нет. Показаны похожие.</Trans>
        </p>
      )}
      {kept && (
        <p className="px-4 py-1.5 text-sm text-muted" role="status">
          <Trans>Нет сети: показано то, что сохранено на этом устройстве.</Trans>
        </p>
      )}
      {hits.length === 0 && !hasNextPage && (
        <EmptyState icon="search" title={<Trans>Ничего не нашлось</Trans>}>
          <Trans>Проверьте слова или сузьте меньше: поиск видит только чаты, в которых вы есть.</Trans>
        </EmptyState>
      )}
      <ul>
        {hits.map((hit) => (
          <li key={`${hit.roomId}${hit.position}`}>
            <HitRow hit={hit} />
          </li>
        ))}
      </ul>
      {hasNextPage && (
        <div className="px-4 py-2">
          <Button weight="secondary" wide busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            <Trans>Искать дальше</Trans>
          </Button>
        </div>
      )}
    </>
  );
}
