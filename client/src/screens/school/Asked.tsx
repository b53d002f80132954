/** The states of a screen that asks the server: waiting, refused, no network, and what was found. */
import { Trans } from "@lingui/react/macro";
import type { ReactNode } from "react";
import { ErrorState, NoRights, SkeletonRows } from "@/kit";
import { inWords, Problem } from "@/sync/http";

type Query<Found> = { data: Found | undefined; isError: boolean; error: unknown; refetch: () => unknown };

export function Asked<Found>({ query, children }: { query: Query<Found>; children: (found: Found) => ReactNode }) {
  if (query.data !== undefined) return children(query.data);
  if (!query.isError) return <SkeletonRows rows={6} avatar={false} />;
  if (query.error instanceof Problem && (query.error.status === 403 || query.error.status === 404))
    return (
      <NoRights title={<Trans>Эта страница вам недоступна</Trans>}>
        <Trans>Спросите администратора школы, если она вам нужна.</Trans>
      </NoRights>
    );
  return (
    <ErrorState title={<Trans>Не удалось загрузить</Trans>} onRetry={() => void query.refetch()}>
      {inWords(query.error)}
    </ErrorState>
  );
}
