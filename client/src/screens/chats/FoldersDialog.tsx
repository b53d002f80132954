/** One's own folders: a new one, another name or content, and away. */
import { plural } from "@lingui/core/macro";
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { type Folder, holds, most, useFolders, useSaveFolders } from "@/concepts/folders/folders";
import type { RoomCard } from "@/contract/wire";
import { Button, Dialog, EmptyState, IconButton, ListRow, toast } from "@/kit";
import { inWords } from "@/sync/http";
import { FolderForm } from "./FolderForm";

export function FoldersDialog({ rooms, onClose }: { rooms: RoomCard[]; onClose: () => void }) {
  const { t } = useLingui();
  const folders = useFolders();
  const save = useSaveFolders();
  const [edited, edit] = useState<Folder | null>(null);

  async function keep(all: Folder[], then?: () => void) {
    try {
      await save(all);
      then?.();
    } catch (error) {
      toast(inWords(error), { tone: "error" });
    }
  }
  if (edited)
    return (
      <FolderForm
        folder={edited}
        rooms={rooms}
        onClose={() => edit(null)}
        onSave={(folder) => {
          const known = folders.some((one) => one.id === folder.id);
          const all = known ? folders.map((one) => (one.id === folder.id ? folder : one)) : [...folders, folder];
          return keep(all, () => edit(null));
        }}
      />
    );
  return (
    <Dialog
      open
      onClose={onClose}
      title={t`Папки чатов`}
      description={t`Папки видите только вы, на всех своих устройствах.`}
      actions={
        folders.length < most && (
          <Button icon="plus" onClick={() => edit({ id: crypto.randomUUID(), name: "", kinds: [], rooms: [] })}>
            <Trans>Новая папка</Trans>
          </Button>
        )
      }
    >
      {folders.length === 0 ? (
        <EmptyState icon="archive" title={<Trans>Папок пока нет</Trans>}>
          <Trans>Соберите в одну папку чаты, которые открываете чаще всего.</Trans>
        </EmptyState>
      ) : (
        <ul className="-mx-4">
          {folders.map((folder) => {
            const count = rooms.filter((card) => holds(folder, card)).length;
            return (
              <li key={folder.id} className="flex items-center">
                <div className="min-w-0 flex-1">
                  <ListRow title={folder.name} onClick={() => edit(folder)}>
                    {plural(count, { one: "# чат", few: "# чата", many: "# чатов", other: "# чата" })}
                  </ListRow>
                </div>
                <IconButton
                  icon="trash"
                  label={t`Удалить папку «${folder.name}»`}
                  onClick={() =>
                    void keep(
                      folders.filter((one) => one.id !== folder.id),
                      () =>
                        toast(t`Папка удалена. Чаты остались`, {
                          act: { label: t`Вернуть`, onAct: () => void keep(folders) },
                        }),
                    )
                  }
                />
              </li>
            );
          })}
        </ul>
      )}
    </Dialog>
  );
}
