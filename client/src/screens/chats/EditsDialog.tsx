/** «Прежний текст»: what a message said before it was edited, for the moderators of its chat. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { plain } from "@/concepts/rooms/grammar";
import { useAuthors } from "@/concepts/rooms/hooks";
import type { Instant, Message, RoomCard } from "@/contract/wire";
import { Dialog, EmptyState, ErrorState, SkeletonRows, shortMoment } from "@/kit";
import { call, inWords } from "@/sync/http";

type Earlier = { text: string; until: Instant };

export function EditsDialog({ card, message, onClose }: { card: RoomCard; message: Message; onClose: () => void }) {
  const { t } = useLingui();
  const authors = useAuthors(card.id);
  const { data, error, refetch } = useQuery({
    queryKey: ["edits", card.id, message.position],
    queryFn: () => call<Earlier[]>("GET", `/api/rooms/${card.id}/messages/${message.position}/edits`),
    staleTime: 0,
  });
  return (
    <Dialog open onClose={onClose} title={t`Прежний текст`} description={t`Его видят только модераторы этого чата.`}>
      {error ? (
        <ErrorState title={<Trans>Не удалось узнать</Trans>} onRetry={() => void refetch()}>
          {inWords(error)}
        </ErrorState>
      ) : !data ? (
        <SkeletonRows rows={2} />
      ) : data.length === 0 ? (
        <EmptyState icon="edit" title={<Trans>Прежнего текста больше нет</Trans>} />
      ) : (
        <ol className="flex max-h-[50dvh] flex-col gap-3 overflow-y-auto">
          {data.map((one) => (
            <li key={one.until} className="rounded-xl bg-sunken px-3 py-2">
              <p className="text-xs text-muted">
                <Trans>до {shortMoment(one.until)}</Trans>
              </p>
              <p className="wrap-anywhere whitespace-pre-wrap">
                {plain(one.text, (id) => authors.get(id)?.name) || "—"}
              </p>
            </li>
          ))}
        </ol>
      )}
    </Dialog>
  );
}
