/** Who is in a club or subgroup, and the choice of its members (A6). */
import { plural } from "@lingui/core/macro";
import { Trans, useLingui } from "@lingui/react/macro";
import { useDeferredValue, useState } from "react";
import { type ClassPage, useAct, useCandidates } from "@/concepts/school/school";
import { Banner, Button, Card, Checkbox, Dialog, EmptyState, SearchInput } from "@/kit";
import { Asked } from "@/screens/school/Asked";
import { inWords } from "@/sync/http";
import { PupilRow } from "./PupilRow";

export function Members({ page }: { page: ClassPage }) {
  const [filling, fill] = useState(false);
  const fills = page.abilities.includes("fillGroup");
  const alone = page.teachers.length === 0;
  return (
    <Card
      title={<Trans>Состав</Trans>}
      action={
        fills &&
        !alone && (
          <Button weight="quiet" small icon="edit" onClick={() => fill(true)}>
            <Trans>Изменить состав</Trans>
          </Button>
        )
      }
    >
      <div className="-mx-4 -mb-2">
        {page.pupils.length === 0 && (
          <EmptyState
            icon="people"
            title={<Trans>Пока никого</Trans>}
            action={
              fills &&
              !alone && (
                <Button onClick={() => fill(true)}>
                  <Trans>Выбрать учеников</Trans>
                </Button>
              )
            }
          >
            {alone ? (
              <Trans>Сначала назначьте, кто ведёт группу: в её чате должен быть взрослый.</Trans>
            ) : (
              <Trans>Выбранные ученики и их чаты появятся сразу.</Trans>
            )}
          </EmptyState>
        )}
        {page.pupils.map((pupil) => (
          <PupilRow key={pupil.personId} pupil={pupil} />
        ))}
      </div>
      {filling && <Fill page={page} onClose={() => fill(false)} />}
    </Card>
  );
}

function Fill({ page, onClose }: { page: ClassPage; onClose: () => void }) {
  const { t } = useLingui();
  const [typed, type] = useState("");
  const [chosen, choose] = useState(() => new Set(page.pupils.map((one) => one.personId)));
  const query = useCandidates(page.id, useDeferredValue(typed.trim()));
  const act = useAct(onClose);
  const words = plural(chosen.size, {
    one: "Сохранить: # ученик",
    few: "Сохранить: # ученика",
    many: "Сохранить: # учеников",
    other: "Сохранить: # ученика",
  });
  const turn = (id: string, on: boolean) => {
    const next = new Set(chosen);
    if (on) next.add(id);
    else next.delete(id);
    choose(next);
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={t`Состав: ${page.title}`}
      description={t`Чаты группы и их родителей обновятся сразу.`}
      actions={
        <Button
          busy={act.isPending}
          onClick={() =>
            act.mutate({
              method: "PUT",
              path: `/api/classes/${page.id}/members`,
              body: { personIds: [...chosen] },
              done: t`Состав сохранён`,
            })
          }
        >
          {words}
        </Button>
      }
    >
      <div className="flex flex-col gap-2">
        {act.error && <Banner tone="danger">{inWords(act.error)}</Banner>}
        <SearchInput
          aria-label={t`Найти ученика`}
          placeholder={t`Фамилия или имя`}
          value={typed}
          onChange={(event) => type(event.target.value)}
        />
        <Asked query={query}>
          {(found) => (
            <div className="min-h-60">
              {found.length === 0 && (
                <p className="py-3 text-muted">
                  <Trans>Никого не нашлось.</Trans>
                </p>
              )}
              {found.map((one) => (
                <Checkbox
                  key={one.personId}
                  checked={chosen.has(one.personId)}
                  onChecked={(on) => turn(one.personId, on)}
                  label={one.name}
                  hint={one.className}
                />
              ))}
              {found.length === 100 && (
                <p className="py-2 text-sm text-muted">
                  <Trans>Показаны первые 100. Наберите фамилию, чтобы найти остальных.</Trans>
                </p>
              )}
            </div>
          )}
        </Asked>
      </div>
    </Dialog>
  );
}
