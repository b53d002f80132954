/** Who is barred from whom: to the administrator with the decision and what to do about it, to others only that it is so (B9). */
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { type Restriction, useAct } from "@/concepts/school/school";
import { Badge, Button, Card, Dialog, Field, fromIsoDate, TextInput } from "@/kit";
import { DecisionDialog } from "./DecisionDialog";

type Props = { title: string; restrictions: Restriction[]; onDone?: () => void };
type Sheet = { of: Restriction; what: "extend" | "lift" } | null;

export function Restrictions({ title, restrictions, onDone }: Props) {
  const { t } = useLingui();
  const [sheet, show] = useState<Sheet>(null);
  if (restrictions.length === 0) return null;
  const close = () => {
    show(null);
    onDone?.();
  };
  return (
    <Card title={title}>
      <ul className="flex flex-col divide-y divide-line">
        {restrictions.map((one) => (
          <li key={one.id} className="flex flex-col gap-2 py-3">
            <Words restriction={one} />
            {one.abilities.includes("restrictGuardian") && (
              <div className="flex flex-wrap gap-2">
                <Button small weight="secondary" onClick={() => show({ of: one, what: "extend" })}>
                  <Trans>Продлить</Trans>
                </Button>
                <Button small weight="secondary" onClick={() => show({ of: one, what: "lift" })}>
                  <Trans>Снять</Trans>
                </Button>
              </div>
            )}
          </li>
        ))}
      </ul>
      {sheet?.what === "extend" && (
        <DecisionDialog
          title={t`Продлить ограничение`}
          description={t`Запишите документ, по которому ограничение действует дальше.`}
          path={`/api/restrictions/${sheet.of.id}/extend`}
          done={t`Ограничение продлено`}
          onClose={close}
        >
          <Trans>Продлить</Trans>
        </DecisionDialog>
      )}
      {sheet?.what === "lift" && <Lift restriction={sheet.of} onClose={close} />}
    </Card>
  );
}

function Words({ restriction }: { restriction: Restriction }) {
  const { guardian, child, relation, decision } = restriction;
  const until = fromIsoDate(restriction.endsOn);
  return (
    <div className="min-w-0">
      <p className="font-medium break-words">
        {guardian} <span className="font-normal text-muted">({relation})</span>
      </p>
      <p className="flex flex-wrap items-center gap-1.5 text-sm text-muted">
        <Trans>Нет доступа к ребёнку: {child}</Trans>
        {restriction.over ? (
          <Badge tone="warn">
            <Trans>срок вышел {until}</Trans>
          </Badge>
        ) : (
          <Badge>
            <Trans>до {until}</Trans>
          </Badge>
        )}
      </p>
      {decision && (
        <p className="text-sm break-words text-muted">
          {decision.document}, {fromIsoDate(decision.decidedOn)}
        </p>
      )}
    </div>
  );
}

function Lift({ restriction, onClose }: { restriction: Restriction; onClose: () => void }) {
  const { t } = useLingui();
  const [document, setDocument] = useState("");
  const act = useAct(onClose);
  const { guardian, child } = restriction;
  return (
    <Dialog
      open
      onClose={onClose}
      title={t`Снять ограничение: ${guardian}`}
      description={t`Чаты ребёнка откроются снова. Ребёнок: ${child}.`}
      actions={
        <Button
          busy={act.isPending}
          disabled={!document.trim()}
          onClick={() =>
            act.mutate({
              method: "POST",
              path: `/api/restrictions/${restriction.id}/lift`,
              body: { document },
              done: t`Ограничение снято`,
            })
          }
        >
          <Trans>Снять ограничение</Trans>
        </Button>
      }
    >
      <Field label={t`На каком основании`} hint={t`Документ и его номер`}>
        <TextInput value={document} maxLength={200} onChange={(event) => setDocument(event.target.value)} />
      </Field>
    </Dialog>
  );
}
