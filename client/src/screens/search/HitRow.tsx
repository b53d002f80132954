/** One message that was found: its chat, author and time, and the words around what hit, marked. It leads to its place. */
import { Link } from "wouter";
import { useRoom } from "@/concepts/rooms/hooks";
import type { MessageHit } from "@/concepts/search/search";
import { Avatar, Icon, shortMoment } from "@/kit";
import { messagePath } from "./messagePath";

export function HitRow({ hit }: { hit: MessageHit }) {
  const card = useRoom(hit.roomId);
  if (!card) return null;
  return (
    <Link
      href={messagePath(hit.roomId, hit.position)}
      className="mx-1.5 flex min-h-18 items-center gap-3 rounded-2xl px-2.5 py-1.5 transition-colors active:bg-hover hoverable:hover:bg-hover"
    >
      <Avatar name={hit.author.name} seed={hit.author.id} size={44} />
      <span className="flex min-w-0 flex-1 flex-col">
        <span className="flex items-baseline gap-2">
          <span className="min-w-0 flex-1 truncate font-semibold">{hit.author.name}</span>
          <time className="shrink-0 text-xs text-muted" dateTime={hit.sentAt}>
            {shortMoment(hit.sentAt)}
          </time>
        </span>
        <span className="truncate text-sm text-muted">{card.title}</span>
        <span className="line-clamp-2 text-sm wrap-anywhere">
          {hit.attachments.length > 0 && <Icon name="file" size={15} className="mr-1 inline" />}
          <Marked pieces={hit.excerpt} />
        </span>
      </span>
    </Link>
  );
}

export function Marked({ pieces }: { pieces: MessageHit["excerpt"] }) {
  let at = 0;
  return pieces.map(({ text, hit }) => {
    const key = at;
    at += text.length;
    return hit ? (
      <mark key={key} className="rounded-sm bg-accent-soft font-semibold text-accent-text">
        {text}
      </mark>
    ) : (
      <span key={key}>{text}</span>
    );
  });
}
