/** «Отложенные сообщения»: what one left in this chat for later, and what could not go, with its reason. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { plain } from "@/concepts/rooms/grammar";
import { useAuthors } from "@/concepts/rooms/hooks";
import type { Instant, RoomCard } from "@/contract/wire";
import { Dialog, EmptyState, ErrorState, IconButton, momentInWords, SkeletonRows } from "@/kit";
import { call, inWords } from "@/sync/http";
import { useDeed } from "../useDeed";
import { LaterDialog } from "./LaterDialog";

export type Scheduled = { id: string; text: string; dueAt: Instant; silent: boolean; refused: string | null };

export function ScheduledDialog({ card, onClose }: { card: RoomCard; onClose: () => void }) {
  const { t } = useLingui();
  const [changed, change] = useState<Scheduled | null>(null);
  const { data, error, refetch } = useQuery({
    queryKey: ["scheduled", card.id],
    queryFn: () => call<Scheduled[]>("GET", `/api/rooms/${card.id}/scheduled`),
    staleTime: 0,
  });
  if (changed) return <LaterDialog card={card} text={changed.text} waiting={changed} onClose={() => change(null)} />;
  return (
    <Dialog open onClose={onClose} title={t`Отложенные сообщения`}>
      {error ? (
        <ErrorState title={<Trans>Не удалось узнать</Trans>} onRetry={() => void refetch()}>
          {inWords(error)}
        </ErrorState>
      ) : !data ? (
        <SkeletonRows rows={3} />
      ) : data.length === 0 ? (
        <EmptyState icon="clock" title={<Trans>Отложенных нет</Trans>}>
          <Trans>Напишите сообщение и выберите «Отправить позже».</Trans>
        </EmptyState>
      ) : (
        <ul className="flex max-h-[50dvh] flex-col gap-2 overflow-y-auto">
          {data.map((one) => (
            <Waiting key={one.id} card={card} one={one} onChange={() => change(one)} />
          ))}
        </ul>
      )}
    </Dialog>
  );
}

function Waiting({ card, one, onChange }: { card: RoomCard; one: Scheduled; onChange: () => void }) {
  const { t } = useLingui();
  const authors = useAuthors(card.id);
  const queries = useQueryClient();
  const { busy, run } = useDeed(() => void queries.invalidateQueries({ queryKey: ["scheduled", card.id] }));
  return (
    <li className="flex items-start gap-1 rounded-xl bg-sunken py-2 pr-1 pl-3">
      <div className="min-w-0 flex-1">
        <p className="text-sm text-muted">{momentInWords(one.dueAt)}</p>
        <p className="line-clamp-3 wrap-anywhere whitespace-pre-wrap">
          {plain(one.text, (id) => authors.get(id)?.name)}
        </p>
        {one.refused && (
          <p className="text-sm text-danger-text">
            <Trans>Не отправлено: {one.refused}</Trans>
          </p>
        )}
      </div>
      <IconButton icon="edit" label={t`Изменить`} onClick={onChange} />
      <IconButton
        icon="trash"
        label={t`Отменить отправку`}
        disabled={busy}
        onClick={() => void run(() => call("DELETE", `/api/rooms/${card.id}/scheduled/${one.id}`))}
      />
    </li>
  );
}
