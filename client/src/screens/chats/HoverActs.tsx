/** What a mouse finds beside a message: answer, and the menu. A keyboard and a finger have their own ways. */
import { useLingui } from "@lingui/react/macro";
import type { Message } from "@/contract/wire";
import { cx, Icon } from "@/kit";
import type { RowActs } from "./MessageRow";

export function HoverActs({ mine, message, acts }: { mine: boolean; message: Message; acts: RowActs }) {
  const { t } = useLingui();
  const look =
    "flex size-8 items-center justify-center rounded-full bg-surface text-muted shadow-bubble hover:text-text";
  return (
    <span
      className={cx(
        "absolute bottom-0.5 hidden gap-1 opacity-0 transition-opacity group-focus-within/row:opacity-100 group-hover/row:opacity-100 hoverable:flex",
        mine ? "right-full mr-1.5" : "left-full ml-1.5",
      )}
    >
      <button
        type="button"
        tabIndex={-1}
        className={look}
        title={t`Ответить`}
        aria-label={t`Ответить`}
        onClick={() => acts.onReply(message)}
      >
        <Icon name="reply" size={17} />
      </button>
      <button
        type="button"
        tabIndex={-1}
        className={look}
        title={t`Действия`}
        aria-label={t`Действия с сообщением`}
        onClick={(event) => {
          const box = event.currentTarget.getBoundingClientRect();
          acts.onMenu(message, { x: box.left, y: box.bottom });
        }}
      >
        <Icon name="dots" size={17} />
      </button>
    </span>
  );
}
