/** Everything the registry knows of one person; a written withdrawal is marked here. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { queryClient } from "@/app/session";
import { type ConsentRow, historyQuery, registryPath } from "@/concepts/admission/consents";
import { Banner, Button, Dialog, dayName, ErrorState, SkeletonRows, toast } from "@/kit";
import { call, inWords } from "@/sync/http";

type Props = { row: ConsentRow | null; classId: string | undefined; mayRecord: boolean; onClose: () => void };

export function HistoryDialog({ row, ...rest }: Props) {
  return row ? <Opened key={row.personId} row={row} {...rest} /> : null;
}

function Opened({ row, classId, mayRecord, onClose }: Props & { row: ConsentRow }) {
  const { t } = useLingui();
  const [sure, ask] = useState(false);
  const [busy, setBusy] = useState(false);
  const { data, error, refetch } = useQuery(historyQuery(row.personId));
  async function withdraw() {
    setBusy(true);
    try {
      await call("POST", `${registryPath(classId)}/${row.personId}/withdrawn`);
      await queryClient.invalidateQueries({ queryKey: ["consents"] });
      toast(t`Отзыв отмечен`);
      onClose();
    } catch (refused) {
      toast(inWords(refused), { tone: "error" });
      setBusy(false);
    }
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={row.name}
      actions={
        mayRecord &&
        row.state === "given" &&
        (sure ? (
          <Button weight="danger" busy={busy} onClick={() => void withdraw()}>
            <Trans>Заявление в школе, отметить отзыв</Trans>
          </Button>
        ) : (
          <Button weight="secondary" onClick={() => ask(true)}>
            <Trans>Отозвано заявлением</Trans>
          </Button>
        ))
      }
    >
      <div className="flex flex-col gap-3">
        {sure && (
          <Banner tone="warn">
            <Trans>Чаты у этого человека закроются сразу. Написанное останется, важное школа передаст на бумаге.</Trans>
          </Banner>
        )}
        {data ? (
          data.length ? (
            <ol className="flex flex-col gap-3">
              {data.map((entry, place) => (
                <Entry key={entry.id} entry={entry} newest={place === 0} />
              ))}
            </ol>
          ) : (
            <p className="text-muted">
              <Trans>Ответа ещё не было.</Trans>
            </p>
          )
        ) : error ? (
          <ErrorState title={<Trans>Не удалось загрузить историю</Trans>} onRetry={() => void refetch()}>
            {inWords(error)}
          </ErrorState>
        ) : (
          <SkeletonRows rows={2} avatar={false} />
        )}
      </div>
    </Dialog>
  );
}

type EntryProps = { entry: import("@/concepts/admission/consents").ConsentEntry; newest: boolean };

function Entry({ entry, newest }: EntryProps) {
  const { t } = useLingui();
  const { version, givenBy, recordedBy, overAt } = entry;
  const over = overAt && dayName(overAt).toLowerCase();
  const who = entry.how === "paper" ? recordedBy && t`на бумаге, отметка: ${recordedBy}` : givenBy;
  return (
    <li className="border-l-2 border-line pl-3">
      <p className="font-medium">{entry.granted ? <Trans>Согласие</Trans> : <Trans>Отказ</Trans>}</p>
      <p className="text-sm text-muted">
        {[dayName(entry.at), who, t`редакция ${version}`].filter(Boolean).join(" · ")}
      </p>
      {over && (
        <p className="text-sm text-muted">
          {newest ? <Trans>Отозвано: {over}</Trans> : <Trans>Заменено: {over}</Trans>}
        </p>
      )}
    </li>
  );
}
