/** C5: who may write in this chat: everybody, only its leaders, nobody. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import type { RoomCard, RoomMode } from "@/contract/wire";
import { Button, Dialog, RadioGroup } from "@/kit";
import { call } from "@/sync/http";
import { useDeed } from "./useDeed";

type Choosable = Exclude<RoomMode, "archived">;

export function ModeDialog({ card, onClose }: { card: RoomCard; onClose: () => void }) {
  const { t } = useLingui();
  const [mode, setMode] = useState<Choosable | null>(card.mode === "archived" ? null : card.mode);
  const { busy, run } = useDeed(onClose);
  const save = () => run(() => call("PUT", `/api/rooms/${card.id}/mode`, { body: { mode } }));
  return (
    <Dialog
      open
      onClose={onClose}
      title={t`Кто может писать`}
      description={t`Чат «${card.title}». Изменение сразу увидят все: ${card.memberCount}.`}
      cancels
      actions={
        <Button busy={busy} disabled={mode === null || mode === card.mode} onClick={() => void save()}>
          <Trans>Сохранить</Trans>
        </Button>
      }
    >
      <RadioGroup<Choosable>
        name="mode"
        legend={<Trans>Режим чата</Trans>}
        value={mode}
        onValue={setMode}
        options={[
          { value: "discussion", label: t`Обсуждение`, hint: t`Пишут все участники` },
          { value: "announcements", label: t`Только объявления`, hint: t`Пишут те, кто ведёт чат; остальные читают` },
          { value: "readOnly", label: t`Только чтение`, hint: t`Не пишет никто, пока вы не откроете чат снова` },
        ]}
      />
    </Dialog>
  );
}
