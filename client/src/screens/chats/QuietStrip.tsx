/** Above the field while it is quiet: the message comes at once, what rings for it comes in the morning (C14). */
import { Trans } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import type { components } from "@/contract/openapi";
import type { RoomCard } from "@/contract/wire";
import { Icon, momentInWords } from "@/kit";
import { call } from "@/sync/http";

type Hours = components["schemas"]["RoomHours"];
const LOOK_EVERY = 60_000;

export function QuietStrip({ card }: { card: RoomCard }) {
  const { data } = useQuery({
    queryKey: ["room-hours", card.id],
    queryFn: () => call<Hours>("GET", `/api/rooms/${card.id}/hours`),
    refetchInterval: LOOK_EVERY,
    staleTime: LOOK_EVERY,
    retry: false,
  });
  if (!data?.quietUntil) return null;
  const when = momentInWords(data.quietUntil);
  return (
    <p
      role="status"
      className="flex shrink-0 items-center gap-2 border-t border-line bg-sunken px-4 py-2 text-sm text-muted"
    >
      <Icon name="moon" size={17} className="shrink-0" />
      {data.because === "person" ? (
        <Trans>У собеседника нерабочее время: уведомление придёт {when}</Trans>
      ) : (
        <Trans>Сейчас тихие часы: уведомление придёт {when}</Trans>
      )}
    </p>
  );
}
