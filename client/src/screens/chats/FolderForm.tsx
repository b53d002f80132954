/** What a folder is called and what it holds: whole kinds of chats, and single chats besides. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { type Folder, type Kind, longestName } from "@/concepts/folders/folders";
import type { RoomCard } from "@/contract/wire";
import { Button, Checkbox, Dialog, Field, TextInput } from "@/kit";

type FormProps = {
  folder: Folder;
  rooms: RoomCard[];
  onClose: () => void;
  onSave: (folder: Folder) => Promise<void>;
};

export function FolderForm({ folder, rooms, onClose, onSave }: FormProps) {
  const { t } = useLingui();
  const [name, setName] = useState(folder.name);
  const [kinds, setKinds] = useState(folder.kinds);
  const [chosen, setChosen] = useState(folder.rooms);
  const [busy, setBusy] = useState(false);
  const words: Record<Kind, string> = {
    class: t`Чаты классов`,
    staff: t`Чаты учителей`,
    parents: t`Чаты родителей`,
    groups: t`Группы и личные чаты`,
  };
  const ready = name.trim() !== "" && kinds.length + chosen.length > 0;
  async function save() {
    setBusy(true);
    await onSave({ ...folder, name: name.trim(), kinds, rooms: chosen });
    setBusy(false);
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={folder.name ? t`Папка «${folder.name}»` : t`Новая папка`}
      cancels
      actions={
        <Button busy={busy} disabled={!ready} onClick={() => void save()}>
          <Trans>Сохранить</Trans>
        </Button>
      }
    >
      <div className="flex flex-col gap-4">
        <Field label={t`Название`} required>
          <TextInput value={name} maxLength={longestName} onChange={(event) => setName(event.target.value)} />
        </Field>
        <fieldset>
          <legend className="text-sm font-medium">
            <Trans>Все чаты вида</Trans>
          </legend>
          {(Object.keys(words) as Kind[]).map((kind) => (
            <Checkbox
              key={kind}
              label={words[kind]}
              checked={kinds.includes(kind)}
              onChecked={(on) => setKinds(on ? [...kinds, kind] : kinds.filter((one) => one !== kind))}
            />
          ))}
        </fieldset>
        <fieldset>
          <legend className="text-sm font-medium">
            <Trans>И отдельные чаты</Trans>
          </legend>
          {rooms.map((card) => (
            <Checkbox
              key={card.id}
              label={card.title}
              checked={chosen.includes(card.id)}
              onChecked={(on) => setChosen(on ? [...chosen, card.id] : chosen.filter((one) => one !== card.id))}
            />
          ))}
        </fieldset>
      </div>
    </Dialog>
  );
}
