/** What the record says of an adult of the child: relation, whether he signs, by what his right was proved (B9). */
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { type PersonCard, useAct } from "@/concepts/school/school";
import { Button, Checkbox, Dialog, Field, TextInput } from "@/kit";
import { Problem } from "@/sync/http";

type Guardian = PersonCard["guardians"][number];

export function BondDialog({ at, guardian, onClose }: { at: string; guardian: Guardian; onClose: () => void }) {
  const { t } = useLingui();
  const [relation, setRelation] = useState(guardian.relation);
  const [trusted, setTrusted] = useState(guardian.trusted);
  const [proofNote, setNote] = useState(guardian.proofNote);
  const act = useAct(onClose);
  const needsNote = act.error instanceof Problem && act.error.slug === "third-needs-note";
  return (
    <Dialog
      open
      onClose={onClose}
      title={guardian.name}
      actions={
        <Button
          busy={act.isPending}
          disabled={!relation.trim()}
          onClick={() =>
            act.mutate({ method: "PATCH", path: at, body: { relation, trusted, proofNote }, done: t`Записано` })
          }
        >
          <Trans>Сохранить</Trans>
        </Button>
      }
    >
      <div className="flex flex-col gap-3">
        <Field label={t`Кем приходится ребёнку`}>
          <TextInput value={relation} maxLength={40} onChange={(event) => setRelation(event.target.value)} />
        </Field>
        <Checkbox
          checked={trusted}
          onChecked={setTrusted}
          label={<Trans>Доверенное лицо</Trans>}
          hint={<Trans>Читает объявления и пишет в чаты, но согласий не подписывает</Trans>}
        />
        <Field
          label={t`Чем подтверждено право`}
          hint={t`Документ, который показали в школе: вид, номер, дата. Семья этого не видит.`}
          error={needsNote ? t`У ребёнка уже двое представителей: без этой записи третьего не добавить` : undefined}
        >
          <TextInput value={proofNote} maxLength={200} onChange={(event) => setNote(event.target.value)} />
        </Field>
      </div>
    </Dialog>
  );
}
