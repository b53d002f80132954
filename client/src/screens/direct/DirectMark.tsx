/** What both of a child and an adult of the school read above their talk; and blocking, where one sees whom one writes to. */
import { Trans, useLingui } from "@lingui/react/macro";
import { block } from "@/concepts/direct/direct";
import type { RoomCard } from "@/contract/wire";
import { Icon, IconButton, Menu, toast } from "@/kit";
import { inWords } from "@/sync/http";

export function DirectMark({ card }: { card: RoomCard }) {
  const { t } = useLingui();
  const mark = card.direct?.mark;
  async function stop() {
    try {
      await block(card.id, true);
    } catch (error) {
      toast(inWords(error), { tone: "error" });
    }
  }
  return (
    <div className="flex min-h-11 shrink-0 items-center gap-2 border-b border-line bg-sunken pr-1.5 pl-4 text-sm text-muted">
      <Icon name={mark === "seen" ? "eye" : "lock"} size={17} className="shrink-0" />
      <p className="min-w-0 flex-1 py-1.5">
        {mark === "seen" && (
          <Trans>Что переписка есть, видят классный руководитель и родители. Текст видите только вы двое.</Trans>
        )}
        {mark === "confidential" && <Trans>Об этой переписке не узнает никто: её видите только вы двое.</Trans>}
        {mark === "none" && <Trans>Эту переписку видите только вы двое.</Trans>}
      </p>
      {card.direct?.state === "open" && (
        <Menu
          trigger={<IconButton icon="hand" label={t`Заблокировать…`} />}
          acts={[{ icon: "hand", label: t`Заблокировать: никто из двоих не сможет писать`, onAct: () => void stop() }]}
        />
      )}
    </div>
  );
}
