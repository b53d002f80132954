/** The list of names that «@» opens above the composer: name and badge. Its code comes with the first «@». */
import { useLingui } from "@lingui/react/macro";
import { Avatar, cx } from "@/kit";
import type { Named, useMentionChoice } from "./useMentionChoice";

type ListProps = { id: string; choice: ReturnType<typeof useMentionChoice>; onChoose: (one: Named) => void };

export function MentionList({ id, choice, onChoose }: ListProps) {
  const { t } = useLingui();
  return (
    <div
      id={id}
      role="listbox"
      aria-label={t`Кого упомянуть`}
      className="absolute bottom-full left-2 mb-2 w-[min(24rem,calc(100%-1rem))] overflow-hidden rounded-2xl bg-surface p-1.5 shadow-float desk:left-4"
    >
      {choice.people.map((one, place) => (
        <div
          key={one.id}
          id={`${id}-${place}`}
          role="option"
          aria-selected={place === choice.at}
          tabIndex={-1}
          onPointerDown={(event) => {
            event.preventDefault();
            onChoose(one);
          }}
          className={cx(
            "flex min-h-11 cursor-pointer items-center gap-2.5 rounded-xl px-2 py-1",
            place === choice.at && "bg-hover",
          )}
        >
          <Avatar name={one.name} seed={one.id} size={32} />
          <span className="min-w-0">
            <span className="block truncate font-medium">{one.name}</span>
            <span className="block truncate text-xs text-muted">{one.badge}</span>
          </span>
        </div>
      ))}
    </div>
  );
}
