/** The parts of a class («Английский 1», «Английский 2»), each with its page and its chat (A6). */
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { type ClassPage, useAct } from "@/concepts/school/school";
import { Button, Card, Dialog, Field, Icon, Select, TextInput } from "@/kit";
import { GroupRow } from "@/screens/groups/GroupRow";
import { Problem } from "@/sync/http";

export function Subgroups({ page }: { page: ClassPage }) {
  const [dividing, divide] = useState(false);
  const divides = page.abilities.includes("makeClass");
  if (!divides && page.subgroups.length === 0) return null;
  return (
    <Card
      title={<Trans>Подгруппы</Trans>}
      action={
        divides && (
          <Button weight="quiet" small icon="plus" onClick={() => divide(true)}>
            <Trans>Разделить класс</Trans>
          </Button>
        )
      }
    >
      <div className="-mx-4 -mb-2">
        {page.subgroups.length === 0 && (
          <p className="px-4 py-2 text-muted">
            <Trans>Класс не делится. Подгруппы нужны, например, для английского.</Trans>
          </p>
        )}
        {page.subgroups.map((one) => (
          <GroupRow
            key={one.id}
            id={one.id}
            start={<Icon name="people" className="text-muted" />}
            title={one.title}
            pupils={one.members.length}
          />
        ))}
      </div>
      {dividing && <Divide page={page} onClose={() => divide(false)} />}
    </Card>
  );
}

function Divide({ page, onClose }: { page: ClassPage; onClose: () => void }) {
  const { t } = useLingui();
  const [name, setName] = useState("");
  const [count, setCount] = useState(2);
  const act = useAct(onClose);
  const refused = act.error instanceof Problem ? act.error : null;
  const clean = name.trim();
  const titles = Array.from({ length: count }, (_, place) => (count === 1 ? clean : `${clean} ${place + 1}`));
  return (
    <Dialog
      open
      onClose={onClose}
      title={t`Разделить ${page.title}`}
      description={t`У каждой подгруппы будет свой чат. Учителя и учеников добавите на её странице.`}
      actions={
        <Button
          busy={act.isPending}
          disabled={!clean}
          onClick={() =>
            act.mutate({
              method: "POST",
              path: `/api/classes/${page.id}/subgroups`,
              body: { titles },
              done: t`Подгруппы готовы`,
            })
          }
        >
          <Trans>Создать</Trans>
        </Button>
      }
    >
      <div className="flex flex-col gap-3">
        <Field
          label={t`По какому предмету`}
          hint={clean ? titles.join(", ") : t`Например: Английский`}
          error={refused?.slug === "title-taken" ? refused.message : refused?.field("titles/0")}
          required
        >
          <TextInput value={name} maxLength={50} onChange={(event) => setName(event.target.value)} />
        </Field>
        <Field label={t`На сколько частей`}>
          <Select value={count} onChange={(event) => setCount(Number(event.target.value))}>
            {[1, 2, 3, 4].map((one) => (
              <option key={one} value={one}>
                {one}
              </option>
            ))}
          </Select>
        </Field>
      </div>
    </Dialog>
  );
}
