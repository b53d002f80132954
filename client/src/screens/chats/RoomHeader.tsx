/** The head of a conversation: whose chat it is, how many can read it, who is writing now. */
import { plural } from "@lingui/core/macro";
import { Trans, useLingui } from "@lingui/react/macro";
import { useTypists } from "@/concepts/rooms/hooks";
import { isMuted } from "@/concepts/rooms/selectors";
import type { RoomCard } from "@/contract/wire";
import { Avatar, Icon, IconButton } from "@/kit";
import { RoomTools } from "./later";

type HeaderProps = { card: RoomCard; onBack: () => void; onPanel: () => void; onSearch: () => void };

export function RoomHeader({ card, onBack, onPanel, onSearch }: HeaderProps) {
  const { t } = useLingui();
  return (
    <header className="z-10 flex min-h-14 shrink-0 items-center gap-1 border-b border-line bg-surface pt-safe pr-1.5 pl-1 desk:pl-3">
      <IconButton icon="back" label={t`К списку чатов`} onClick={onBack} className="desk:hidden" />
      <button
        type="button"
        onClick={onPanel}
        className="flex min-h-12 min-w-0 flex-1 items-center gap-3 rounded-xl px-1 text-left"
      >
        <Avatar name={card.title} seed={card.classId ? `${card.classId}${card.kind}` : card.id} size={40} />
        <span className="min-w-0">
          <span className="flex items-center gap-1.5">
            <h1 className="truncate text-base leading-5 font-semibold">{card.title}</h1>
            {isMuted(card) && <Icon name="mute" size={14} className="text-muted" />}
          </span>
          <Subtitle card={card} />
        </span>
      </button>
      <span className="flex min-w-22 justify-end">
        <RoomTools card={card} onPanel={onPanel} onSearch={onSearch} />
      </span>
    </header>
  );
}

function Subtitle({ card }: { card: RoomCard }) {
  const typists = useTypists(card.id);
  const [one, two] = typists;
  if (one)
    return (
      <span className="block truncate text-sm leading-5 text-accent-text">
        {typists.length > 2 ? (
          <Trans>Печатают несколько человек…</Trans>
        ) : two ? (
          <Trans>
            {one} и {two} печатают…
          </Trans>
        ) : (
          <Trans>{one} печатает…</Trans>
        )}
      </span>
    );
  const count = plural(card.memberCount, {
    one: "# участник",
    few: "# участника",
    many: "# участников",
    other: "# участника",
  });
  return <span className="block truncate text-sm leading-5 text-muted">{count}</span>;
}
