/** The imports made before: what each wrote, by whom, and undo while it is possible. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { drop, history, type ImportCard, type Preview, resume } from "@/concepts/roster/imports";
import { Badge, Button, Card, EmptyState, ErrorState, IconButton, momentInWords, SkeletonRows, toast } from "@/kit";
import { inWords } from "@/sync/http";
import { UndoButton } from "./UndoButton";
import { useConsequence } from "./useConsequence";

export function ImportHistory({ onResume }: { onResume: (preview: Preview) => void }) {
  const query = useQuery({ queryKey: ["imports"], queryFn: history });
  return (
    <Card title={<Trans>Прежние загрузки</Trans>}>
      {query.isPending ? (
        <SkeletonRows rows={3} avatar={false} />
      ) : query.isError ? (
        <ErrorState title={<Trans>Не удалось показать загрузки</Trans>} onRetry={() => void query.refetch()}>
          {inWords(query.error)}
        </ErrorState>
      ) : query.data.length === 0 ? (
        <EmptyState icon="history" title={<Trans>Списки ещё не загружали</Trans>} />
      ) : (
        <ul>
          {query.data.map((card) => (
            <OneImport key={card.id} card={card} onResume={onResume} />
          ))}
        </ul>
      )}
    </Card>
  );
}

function OneImport({ card, onResume }: { card: ImportCard; onResume: (preview: Preview) => void }) {
  const { t } = useLingui();
  const client = useQueryClient();
  const failed = (error: unknown) => toast(inWords(error), { tone: "error" });
  const renew = () => client.invalidateQueries({ queryKey: ["imports"] });
  const status = {
    committed: <Badge tone="ok">{t`загружено`}</Badge>,
    undone: <Badge>{t`отменено`}</Badge>,
    dry: <Badge tone="warn">{t`только проверка`}</Badge>,
  }[card.status];
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 border-t border-line py-3 first:border-0">
      <div className="min-w-0 flex-1 basis-60">
        <p className="flex items-center gap-2 font-medium">
          <span className="truncate">{card.fileName}</span>
          {status}
        </p>
        <p className="text-sm text-muted">
          {momentInWords(card.committedAt ?? card.createdAt)}
          {card.byName && ` · ${card.byName}`}
        </p>
        {card.counts && <Written counts={card.counts} />}
      </div>
      {card.status === "dry" && (
        <>
          <Button small weight="secondary" onClick={() => void resume(card.id).then(onResume, failed)}>
            <Trans>Продолжить</Trans>
          </Button>
          <IconButton icon="trash" label={t`Удалить проверку`} onClick={() => void drop(card.id).then(renew, failed)} />
        </>
      )}
      {card.status === "committed" && (
        <UndoButton
          id={card.id}
          small
          onUndone={() => {
            toast(t`Загрузка отменена`);
            void client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== "me" });
          }}
        />
      )}
    </li>
  );
}

function Written({ counts }: { counts: NonNullable<ImportCard["counts"]> }) {
  return <p className="text-sm">{useConsequence(counts, true)}</p>;
}
