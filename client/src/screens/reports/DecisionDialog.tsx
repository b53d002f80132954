/** The decision on a report, with its consequence in one sentence; the author may be let only read for a while (E4). */
import { Trans, useLingui } from "@lingui/react/macro";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { Report } from "@/concepts/reports/reports";
import { Button, Dialog, RadioGroup, toast } from "@/kit";
import { call, inWords } from "@/sync/http";

export type Outcome = "kept" | "deleted" | "acted";
type Hours = "0" | "1" | "24" | "168";

export function DecisionDialog(props: { report: Report; outcome: Outcome | null; onClose: () => void }) {
  const { t } = useLingui();
  const { report, outcome, onClose } = props;
  const client = useQueryClient();
  const [hours, setHours] = useState<Hours>("0");
  const [busy, setBusy] = useState(false);
  const title = {
    kept: t`Нарушения нет?`,
    acted: t`Меры приняты?`,
    deleted: t`Удалить сообщение у всех?`,
  }[outcome ?? "kept"];
  const consequence = {
    kept: t`Сообщение останется в чате. У того, кто пожаловался, оно скрыто.`,
    acted: t`Сообщение останется в чате. Решение и время запишутся в историю действий.`,
    deleted: t`На его месте останется «Сообщение удалено модератором». Автор это увидит.`,
  }[outcome ?? "kept"];
  const mayMute = outcome !== "kept" && !report.accused.verified;
  async function decide() {
    setBusy(true);
    try {
      const onlyReading = mayMute && hours !== "0" ? Number(hours) : null;
      await call("POST", `/api/reports/${report.id}/decision`, { body: { decision: outcome, onlyReading } });
      toast(t`Жалоба разобрана`);
      onClose();
    } catch (error) {
      toast(inWords(error), { tone: "error" });
    }
    setBusy(false);
    await client.invalidateQueries({ queryKey: ["reports"] });
  }
  return (
    <Dialog
      open={outcome !== null}
      onClose={onClose}
      title={title}
      description={consequence}
      cancels
      actions={
        <Button weight={outcome === "deleted" ? "danger" : "primary"} busy={busy} onClick={() => void decide()}>
          {outcome === "deleted" ? <Trans>Удалить у всех</Trans> : <Trans>Решено</Trans>}
        </Button>
      }
    >
      {mayMute && (
        <RadioGroup<Hours>
          name="only-reading"
          legend={<Trans>Разрешить автору только читать этот чат</Trans>}
          value={hours}
          onValue={setHours}
          options={[
            { value: "0", label: t`Нет` },
            { value: "1", label: t`На час` },
            { value: "24", label: t`На сутки` },
            { value: "168", label: t`На неделю` },
          ]}
        />
      )}
    </Dialog>
  );
}
