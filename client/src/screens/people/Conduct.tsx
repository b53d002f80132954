/** What moderators did about this person (E4): shown to those who decide reports, on nobody else's screen. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import type { components } from "@/contract/openapi";
import { Card, ErrorState, momentInWords } from "@/kit";
import { call, inWords } from "@/sync/http";

type ConductAct = components["schemas"]["ConductAct"];

export function Conduct({ personId }: { personId: string }) {
  const query = useQuery({
    queryKey: ["school", "person", personId, "conduct"],
    queryFn: () => call<ConductAct[]>("GET", `/api/people/${personId}/conduct`),
  });
  if (query.isError)
    return (
      <ErrorState title={<Trans>Не удалось загрузить</Trans>} onRetry={() => void query.refetch()}>
        {inWords(query.error)}
      </ErrorState>
    );
  if (!query.data?.length) return null;
  return (
    <Card title={<Trans>Порядок в чатах</Trans>}>
      <ul className="flex flex-col gap-3">
        {query.data.map((one) => (
          <Line key={one.at + one.what} one={one} />
        ))}
      </ul>
    </Card>
  );
}

function Line({ one }: { one: ConductAct }) {
  const { t } = useLingui();
  const until = one.until ? momentInWords(one.until) : "";
  const words = {
    onlyReading: t`Только чтение до ${until}`,
    lift: t`Снова разрешено писать`,
    remove: t`Удаление из чата`,
    readmit: t`Возвращение в чат`,
  }[one.what];
  return (
    <li>
      <p>
        {words} · {one.room}
      </p>
      <p className="text-sm wrap-anywhere text-muted">
        {[one.reason, one.by, momentInWords(one.at)].filter(Boolean).join(" · ")}
      </p>
    </li>
  );
}
