/** New messages told politely to a screen reader, gathered: «5 новых сообщений». */

import { plural } from "@lingui/core/macro";
import { useLingui } from "@lingui/react/macro";
import { useEffect, useRef, useState } from "react";
import { useChats } from "@/concepts/rooms/hooks";
import type { RoomCard } from "@/contract/wire";

export function Announcer({ card }: { card: RoomCard }) {
  const { t } = useLingui();
  const { me } = useChats().state;
  const heard = useRef(card.lastPosition);
  const [words, say] = useState("");
  useEffect(() => {
    const fresh = card.lastPosition - heard.current;
    if (fresh <= 0 || card.lastMessage?.authorId === me) {
      heard.current = Math.max(heard.current, card.lastPosition);
      return;
    }
    const timer = setTimeout(() => {
      heard.current = card.lastPosition;
      const count = plural(fresh, {
        one: "# новое сообщение",
        few: "# новых сообщения",
        many: "# новых сообщений",
        other: "# нового сообщения",
      });
      say(t`${count} в чате «${card.title}»`);
    }, 1500);
    return () => clearTimeout(timer);
  }, [card.lastPosition, card.lastMessage, card.title, me, t]);
  return (
    <p aria-live="polite" className="sr-only">
      {words}
    </p>
  );
}
