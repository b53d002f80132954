/** The end of a list that comes in pages. */
import { Trans } from "@lingui/react/macro";
import { Button } from "@/kit";

type Pages = { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => unknown };

export function More({ pages }: { pages: Pages }) {
  if (!pages.hasNextPage) return null;
  return (
    <Button weight="secondary" wide busy={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
      <Trans>Показать ещё</Trans>
    </Button>
  );
}
