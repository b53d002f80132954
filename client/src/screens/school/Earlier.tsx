/** The button under a list that is read page by page, the newest first. */
import { Trans } from "@lingui/react/macro";
import { Button } from "@/kit";

type Paged = { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => Promise<unknown> };

export function Earlier({ query }: { query: Paged }) {
  if (!query.hasNextPage) return null;
  return (
    <Button weight="secondary" wide busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
      <Trans>Показать раньше</Trans>
    </Button>
  );
}
