/** «Заявки школ»: the operator's desk (A2). */
import { Trans, useLingui } from "@lingui/react/macro";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Page } from "@/app/Page";
import { path, routes } from "@/app/routes";
import type { PageOf, Row } from "@/concepts/founding/applications";
import { Badge, Card, EmptyState, ListRow, shortMoment, Tabs } from "@/kit";
import { tones, useStatusWords } from "@/screens/apply/words";
import { Asked } from "@/screens/school/Asked";
import { Earlier } from "@/screens/school/Earlier";
import { call } from "@/sync/http";

type Shown = "pending" | "all";

export default function ApplicationsScreen() {
  const { t } = useLingui();
  const [shown, show] = useState<Shown>("pending");
  const query = useInfiniteQuery({
    queryKey: ["operator", "applications", shown],
    queryFn: ({ pageParam }) =>
      call<PageOf<Row>>("GET", "/api/operator/applications", {
        query: { pending: String(shown === "pending"), cursor: pageParam },
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next ?? null,
    staleTime: 0,
    refetchInterval: 60_000,
  });
  return (
    <Page title={t`Заявки школ`}>
      <Tabs<Shown>
        label={t`Какие заявки показать`}
        value={shown}
        onValue={show}
        choices={[
          { value: "pending", label: t`На рассмотрении` },
          { value: "all", label: t`Все` },
        ]}
      />
      <Asked query={query}>
        {(found) => {
          const rows = found.pages.flatMap((page) => page.items);
          if (rows.length === 0)
            return (
              <EmptyState
                title={shown === "pending" ? <Trans>Новых заявок нет</Trans> : <Trans>Заявок пока не было</Trans>}
              >
                <Trans>Школы подают их со страницы входа: «Подать заявку на подключение школы».</Trans>
              </EmptyState>
            );
          return (
            <>
              <Card>
                <div className="-mx-4 -my-2">
                  {rows.map((row) => (
                    <One key={row.id} row={row} />
                  ))}
                </div>
              </Card>
              <Earlier query={query} />
            </>
          );
        }}
      </Asked>
    </Page>
  );
}

function One({ row }: { row: Row }) {
  const words = useStatusWords();
  return (
    <ListRow
      title={row.shortName}
      href={path(routes.applicationDesk, { applicationId: row.id })}
      end={<Badge tone={tones[row.status]}>{words[row.status]}</Badge>}
    >
      № {row.number} · {row.region} · {shortMoment(row.changedAt)}
    </ListRow>
  );
}
