/** «Согласие на бумаге» for many at once: choose, hear the consequence, mark. */
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { queryClient } from "@/app/session";
import { registryPath } from "@/concepts/admission/consents";
import { Button, Dialog, toast } from "@/kit";
import { call, inWords } from "@/sync/http";

type Props = {
  chosen: ReadonlySet<string>;
  /** Whom the list shows without a consent to today's text. */
  waiting: string[];
  onChoose: (chosen: ReadonlySet<string>) => void;
  classId: string | undefined;
};

export function PaperBar({ chosen, waiting, onChoose, classId }: Props) {
  const { t } = useLingui();
  const [asking, ask] = useState(false);
  const [busy, setBusy] = useState(false);
  const number = chosen.size;
  async function record() {
    setBusy(true);
    try {
      await call("POST", `${registryPath(classId)}/paper`, { body: { people: [...chosen] } });
      await queryClient.invalidateQueries({ queryKey: ["consents"] });
      await queryClient.invalidateQueries({ queryKey: ["school"] });
      onChoose(new Set());
      ask(false);
      toast(t`Отмечено`);
    } catch (error) {
      toast(inWords(error), { tone: "error" });
    }
    setBusy(false);
  }
  if (!number && !waiting.length) return null;
  return (
    <div className="sticky bottom-2 flex flex-wrap items-center gap-2 rounded-2xl bg-surface px-4 py-3 shadow-float">
      {number ? (
        <>
          <Button icon="paper" onClick={() => ask(true)}>
            <Trans>Согласие на бумаге</Trans>
            {": "}
            {number}
          </Button>
          <Button weight="quiet" onClick={() => onChoose(new Set())}>
            <Trans>Снять выбор</Trans>
          </Button>
        </>
      ) : (
        <Button weight="secondary" onClick={() => onChoose(new Set(waiting))}>
          <Trans>Выбрать всех без согласия</Trans>
        </Button>
      )}
      <Dialog
        open={asking}
        onClose={() => ask(false)}
        title={t`Согласие на бумаге`}
        description={
          <>
            <Plural
              value={number}
              one="Отметка для # человека."
              few="Отметка для # человек."
              many="Отметка для # человек."
              other="Отметка для # человека."
            />{" "}
            <Trans>
              Подписанные листы должны лежать в школе. Чаты откроются тем, кто уже вошёл и прочёл правила. Отметка с
              вашим именем останется в истории.
            </Trans>
          </>
        }
        actions={
          <>
            <Button weight="secondary" onClick={() => ask(false)}>
              <Trans>Отмена</Trans>
            </Button>
            <Button busy={busy} onClick={() => void record()}>
              <Trans>Листы подписаны, отметить</Trans>
            </Button>
          </>
        }
      />
    </div>
  );
}
