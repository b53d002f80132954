/** Takes a written import back, after one sentence of consequence. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { undo } from "@/concepts/roster/imports";
import { Banner, Button, Dialog } from "@/kit";
import { inWords } from "@/sync/http";

export function UndoButton({ id, small, onUndone }: { id: string; small?: boolean; onUndone: () => void }) {
  const { t } = useLingui();
  const [asking, ask] = useState(false);
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState("");
  async function take() {
    setBusy(true);
    setRefused("");
    try {
      await undo(id);
      ask(false);
      onUndone();
    } catch (error) {
      setRefused(inWords(error));
    } finally {
      setBusy(false);
    }
  }
  return (
    <>
      <Button weight="quiet" icon="undo" small={small} onClick={() => ask(true)}>
        <Trans>Отменить загрузку</Trans>
      </Button>
      <Dialog
        open={asking}
        onClose={() => ask(false)}
        title={t`Отменить загрузку?`}
        description={t`Все, кого она добавила, исчезнут из списка школы, изменённое станет прежним. Это можно, пока никто из них не вошёл.`}
        actions={
          <>
            <Button weight="secondary" onClick={() => ask(false)}>
              <Trans>Оставить</Trans>
            </Button>
            <Button weight="danger" busy={busy} onClick={() => void take()}>
              <Trans>Отменить загрузку</Trans>
            </Button>
          </>
        }
      >
        {refused && <Banner tone="danger" title={refused} />}
      </Dialog>
    </>
  );
}
