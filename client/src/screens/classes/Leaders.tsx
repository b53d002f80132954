/** Who answers for the class: now, by plan and before; the administrator appoints here (A10). */
import { Trans, useLingui } from "@lingui/react/macro";
import { type ReactNode, useState } from "react";
import { path, routes } from "@/app/routes";
import { type ClassPage, type Leader, useAct, useLeaderHistory } from "@/concepts/school/school";
import { Badge, Button, Card, Dialog, fromIsoDate, IconButton, ListRow, Menu } from "@/kit";
import { Asked } from "@/screens/school/Asked";
import { AppointLeader } from "./AppointLeader";

export function useLeaderWords(): Record<Leader["kind"], string> {
  const { t } = useLingui();
  return { class_teacher: t`классный руководитель`, deputy: t`заместитель`, substitute: t`замещает` };
}

export function Leaders({ page }: { page: ClassPage }) {
  const { t } = useLingui();
  const [sheet, show] = useState<"appoint" | "history" | null>(null);
  const act = useAct();
  const appoints = page.abilities.includes("bindClassTeacher");
  const end = (one: Leader) =>
    act.mutate({
      method: "DELETE",
      path: `/api/classes/${page.id}/leaders/${one.personId}?kind=${one.kind}`,
      done: one.active ? t`Назначение снято. Чаты уже обновились` : t`Назначение отменено`,
    });
  return (
    <Card
      title={<Trans>Классный руководитель</Trans>}
      action={
        appoints && (
          <Button weight="quiet" small icon="edit" onClick={() => show("appoint")}>
            <Trans>Назначить</Trans>
          </Button>
        )
      }
    >
      <div className="-mx-4 -mb-2">
        {page.leaders.length === 0 && (
          <p className="px-4 py-2 text-muted">
            <Trans>Классный руководитель не назначен.</Trans>
          </p>
        )}
        {page.leaders.map((one) => (
          <Bound
            key={`${one.kind}${one.personId}${one.since}`}
            personId={one.personId}
            name={one.name}
            acts={
              appoints && (
                <Menu
                  trigger={<IconButton icon="dots" label={t`Действия: ${one.name}`} />}
                  acts={[
                    {
                      icon: "userMinus",
                      label: one.active ? t`Снять сегодня` : t`Отменить назначение`,
                      onAct: () => end(one),
                    },
                  ]}
                />
              )
            }
          >
            <LeaderLine one={one} />
          </Bound>
        ))}
        {appoints && (
          <div className="px-2 pt-1">
            <Button weight="quiet" small icon="history" onClick={() => show("history")}>
              <Trans>История назначений</Trans>
            </Button>
          </div>
        )}
      </div>
      {sheet === "appoint" && <AppointLeader page={page} onClose={() => show(null)} />}
      {sheet === "history" && <History page={page} onClose={() => show(null)} />}
    </Card>
  );
}

/** Somebody bound to the class: his line leads to his card, the acts stand beside it. */
export function Bound(props: { personId: string; name: string; acts?: ReactNode; children: ReactNode }) {
  return (
    <div className="flex items-center pr-1">
      <div className="min-w-0 flex-1">
        <ListRow href={path(routes.person, { personId: props.personId })} title={props.name}>
          {props.children}
        </ListRow>
      </div>
      {props.acts}
    </div>
  );
}

function LeaderLine({ one }: { one: Leader }) {
  const words = useLeaderWords();
  return (
    <span className="flex flex-wrap items-center gap-1.5">
      {words[one.kind]}
      {!one.active && (
        <Badge tone="accent">
          <Trans>с {fromIsoDate(one.since)}</Trans>
        </Badge>
      )}
      {one.until && (
        <Badge>
          <Trans>по {fromIsoDate(one.until)}</Trans>
        </Badge>
      )}
    </span>
  );
}

function History({ page, onClose }: { page: ClassPage; onClose: () => void }) {
  const { t } = useLingui();
  const words = useLeaderWords();
  const title = page.title;
  return (
    <Dialog open onClose={onClose} title={t`История назначений ${title}`}>
      <Asked query={useLeaderHistory(page.id)}>
        {(all) =>
          all.length === 0 ? (
            <p className="py-3 text-muted">
              <Trans>Ещё никого не назначали.</Trans>
            </p>
          ) : (
            <ul className="flex flex-col gap-3">
              {all.map((one) => (
                <li key={`${one.kind}${one.personId}${one.since}${one.until}`}>
                  <p className="font-medium">{one.name}</p>
                  <p className="text-sm text-muted tabular-nums">
                    {words[one.kind]}
                    {" · "}
                    {one.until ? (
                      <Trans>
                        {fromIsoDate(one.since)} – {fromIsoDate(one.until)}
                      </Trans>
                    ) : (
                      <Trans>с {fromIsoDate(one.since)}</Trans>
                    )}
                  </p>
                </li>
              ))}
            </ul>
          )
        }
      </Asked>
    </Dialog>
  );
}
