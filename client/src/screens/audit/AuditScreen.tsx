/** «История действий»: who did what; nothing here can be changed or lost unseen. */
import { Trans, useLingui } from "@lingui/react/macro";
import { Page } from "@/app/Page";
import { routes } from "@/app/routes";
import { type Entry, useTrail } from "@/concepts/school/school";
import { Card, EmptyState, momentInWords } from "@/kit";
import { Asked } from "@/screens/school/Asked";
import { Earlier } from "@/screens/school/Earlier";
import { useActWords } from "./words";

export default function AuditScreen() {
  const { t } = useLingui();
  const query = useTrail();
  return (
    <Page read title={t`История действий`} back={routes.school}>
      <Asked query={query}>
        {(found) => {
          const entries = found.pages.flatMap((page) => page.items);
          if (entries.length === 0)
            return (
              <EmptyState icon="history" title={<Trans>Пока ничего не происходило</Trans>}>
                <Trans>Здесь появится, кто и что менял в школе. Стереть эти записи нельзя.</Trans>
              </EmptyState>
            );
          return (
            <>
              <Card>
                <ol className="flex flex-col gap-4">
                  {entries.map((entry) => (
                    <Line key={entry.number} entry={entry} />
                  ))}
                </ol>
              </Card>
              <Earlier query={query} />
            </>
          );
        }}
      </Asked>
    </Page>
  );
}

function Line({ entry }: { entry: Entry }) {
  const { t } = useLingui();
  const words = useActWords();
  return (
    <li className="flex flex-col gap-0.5">
      <p className="flex flex-wrap justify-between gap-x-3">
        <span className="font-medium">
          {words(entry.act)}
          {entry.target && <span className="font-normal"> · {entry.target}</span>}
        </span>
        <time dateTime={entry.at} className="text-sm text-muted">
          {momentInWords(entry.at)}
        </time>
      </p>
      {entry.words.map((one) => (
        <p key={one.field} className="text-sm break-words text-muted">
          {one.old && <s>{one.old}</s>} {one.new}
        </p>
      ))}
      <p className="text-sm text-muted">{entry.actor || t`Сервер`}</p>
    </li>
  );
}
