/** What was written, the way on, and the way back. */
import { Trans, useLingui } from "@lingui/react/macro";
import type { Done } from "@/concepts/roster/imports";
import { Button, Card, Icon } from "@/kit";
import { UndoButton } from "./UndoButton";
import { useConsequence } from "./useConsequence";

export function Result(props: {
  done: Done;
  nextLabel?: string;
  onNext: () => void;
  onMore: () => void;
  onUndone: () => void;
}) {
  const { t } = useLingui();
  const sentence = useConsequence(props.done.counts, true);
  const left = props.done.counts.stoppedRows;
  return (
    <Card>
      <div className="flex flex-col items-center gap-3 py-4 text-center">
        <span className="flex size-16 items-center justify-center rounded-full bg-ok-soft text-ok-text">
          <Icon name="ok" size={30} />
        </span>
        <h2 className="text-lg font-semibold" role="status">
          {sentence}
        </h2>
        <p className="max-w-md text-muted">
          {left > 0 && <Trans>Строк с ошибками осталось не загружено: {left}. </Trans>}
          <Trans>Люди появились в списке школы и в чатах своих классов. Войдут они по приглашениям.</Trans>
        </p>
        <div className="flex flex-wrap justify-center gap-2">
          <Button onClick={props.onNext}>{props.nextLabel ?? t`Готово`}</Button>
          {props.nextLabel && (
            <Button weight="secondary" icon="plus" onClick={props.onMore}>
              <Trans>Загрузить ещё список</Trans>
            </Button>
          )}
          <UndoButton id={props.done.id} onUndone={props.onUndone} />
        </div>
      </div>
    </Card>
  );
}
