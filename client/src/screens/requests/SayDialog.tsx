/** What the decider writes with a decision: why not, what he asks, or by what a third representative proved his right. */
import { useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { Button, Dialog, Field, TextInput } from "@/kit";

export type Sheet = "refuse" | "ask" | "note";
type Props = { sheet: Sheet | null; busy: boolean; onClose: () => void; onSay: (words: string) => void };

export function SayDialog({ sheet, busy, onClose, onSay }: Props) {
  const { t } = useLingui();
  const [words, setWords] = useState("");
  const said = {
    refuse: { title: t`Почему отклоняете`, act: t`Отклонить заявку`, label: t`Это прочтёт заявитель` },
    ask: { title: t`Что спросить`, act: t`Спросить`, label: t`Это прочтёт заявитель` },
    note: { title: t`Уже записаны двое. Добавить ещё?`, act: t`Добавить`, label: t`Чем подтверждено право` },
  }[sheet ?? "refuse"];
  return (
    <Dialog
      open={sheet !== null}
      onClose={onClose}
      title={said.title}
      description={
        sheet === "note" ? t`Назовите документ, который показали в школе. Семья этого не увидит.` : undefined
      }
      actions={
        <Button busy={busy} disabled={sheet !== "refuse" && !words.trim()} onClick={() => onSay(words)}>
          {said.act}
        </Button>
      }
    >
      <Field label={said.label}>
        <TextInput
          value={words}
          maxLength={sheet === "note" ? 200 : 300}
          onChange={(event) => setWords(event.target.value)}
        />
      </Field>
    </Dialog>
  );
}
