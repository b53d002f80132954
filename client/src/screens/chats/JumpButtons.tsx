/** Round buttons over the list: to the mentions, and down to the end with the number of unread. */
import { useLingui } from "@lingui/react/macro";
import { unread } from "@/concepts/rooms/selectors";
import type { RoomCard } from "@/contract/wire";
import { Count, Icon, type IconName } from "@/kit";

type JumpProps = { card: RoomCard; atEnd: boolean; onEnd: () => void; onMention: (position: number) => void };

export function JumpButtons({ card, atEnd, onEnd, onMention }: JumpProps) {
  const { t } = useLingui();
  const count = unread(card);
  const mention = card.mentionPositions[0];
  return (
    <div className="pointer-events-none absolute right-3 bottom-3 flex flex-col gap-3">
      {mention !== undefined && !atEnd && (
        <Round
          icon="at"
          label={t`К упоминанию`}
          count={card.mentionPositions.length}
          onClick={() => onMention(mention)}
        />
      )}
      {!atEnd && (
        <Round
          icon="down"
          label={count ? t`К последним, непрочитанных: ${count}` : t`К последним`}
          count={count}
          onClick={onEnd}
        />
      )}
    </div>
  );
}

function Round({ icon, label, count, onClick }: { icon: IconName; label: string; count: number; onClick: () => void }) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      onClick={onClick}
      className="pointer-events-auto relative flex size-11 items-center justify-center rounded-full bg-surface text-muted shadow-float hoverable:hover:text-text"
    >
      <Icon name={icon} size={24} />
      <span className="absolute -top-2 left-1/2 -translate-x-1/2" aria-hidden="true">
        <Count value={count} />
      </span>
    </button>
  );
}
