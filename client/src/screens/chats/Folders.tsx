/** The row above the list of chats: all, unread, one's own folders, and the kinds that are here. */
import { useLingui } from "@lingui/react/macro";
import { useEffect, useState } from "react";
import { holds, type Kind, useFolders } from "@/concepts/folders/folders";
import { chip, unread } from "@/concepts/rooms/selectors";
import type { RoomCard } from "@/contract/wire";
import { Chips, IconButton } from "@/kit";
import { FoldersDialog } from "./later";

export type Lets = (card: RoomCard) => boolean;
type FoldersProps = {
  rooms: RoomCard[];
  open: string | undefined;
  chosen: string;
  choose: (chosen: string) => void;
  /** Which chats the chosen one shows; null: all of them. */
  onShow: (lets: Lets | null) => void;
};

export function Folders({ rooms, open, chosen, choose, onShow }: FoldersProps) {
  const { t } = useLingui();
  const [editing, edit] = useState(false);
  const folders = useFolders();
  const names: { value: Kind; label: string }[] = [
    { value: "class", label: t`Класс` },
    { value: "staff", label: t`Учителя` },
    { value: "parents", label: t`Родители` },
    { value: "groups", label: t`Группы` },
  ];
  const kinds = names.filter((name) => rooms.some((card) => chip(card) === name.value));
  const own = folders.find((folder) => folder.id === chosen);

  // The chat that is open stays in the list of unread though it has just been read.
  useEffect(() => {
    if (chosen === "all") onShow(null);
    else if (chosen === "unread") onShow((card) => unread(card) > 0 || card.id === open);
    else if (own) onShow((card) => holds(own, card));
    else onShow((card) => chip(card) === chosen);
  }, [chosen, own, open, onShow]);

  if (rooms.length < 4 && folders.length === 0) return null;
  const count = (lets: Lets) => rooms.filter((card) => lets(card) && unread(card) > 0).length;
  return (
    <div className="flex items-center">
      <div className="min-w-0 flex-1">
        <Chips
          label={t`Какие чаты показать`}
          value={chosen}
          onValue={choose}
          choices={[
            { value: "all", label: t`Все` },
            { value: "unread", label: t`Непрочитанные`, count: count(() => true) },
            ...folders.map((one) => ({ value: one.id, label: one.name, count: count((card) => holds(one, card)) })),
            ...(kinds.length < 2
              ? []
              : kinds.map((kind) => ({ ...kind, count: count((card) => chip(card) === kind.value) }))),
          ]}
        />
      </div>
      <IconButton icon="settings" size={18} label={t`Папки чатов`} onClick={() => edit(true)} className="mr-1.5" />
      {editing && <FoldersDialog rooms={rooms} onClose={() => edit(false)} />}
    </div>
  );
}
