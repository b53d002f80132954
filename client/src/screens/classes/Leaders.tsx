/** Who answers for the class and who teaches it; the administrator appoints here. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { path, routes } from "@/app/routes";
import { type ClassPage, useAct } from "@/concepts/school/school";
import { Badge, Button, Card, ListRow } from "@/kit";
import { ChooseStaff } from "./ChooseStaff";

export function Leaders({ page }: { page: ClassPage }) {
  const { t } = useLingui();
  const [choosing, choose] = useState(false);
  const act = useAct(() => choose(false));
  const kinds = { class_teacher: t`классный руководитель`, deputy: t`заместитель`, substitute: t`замещает` };
  return (
    <Card
      title={<Trans>Учителя</Trans>}
      action={
        page.abilities.includes("bindClassTeacher") && (
          <Button weight="quiet" small icon="edit" onClick={() => choose(true)}>
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
          <ListRow
            key={`${one.kind}${one.personId}${one.since}`}
            href={path(routes.person, { personId: one.personId })}
            title={one.name}
          >
            {kinds[one.kind]}{" "}
            {!one.active && (
              <Badge>
                <Trans>с {one.since.split("-").reverse().join(".")}</Trans>
              </Badge>
            )}
          </ListRow>
        ))}
        {page.teachers.map((one) => (
          <ListRow
            key={`${one.subject}${one.personId}`}
            href={path(routes.person, { personId: one.personId })}
            title={one.name}
          >
            {one.subject}
          </ListRow>
        ))}
      </div>
      <ChooseStaff
        open={choosing}
        onClose={() => choose(false)}
        title={t`Классный руководитель ${page.title}`}
        busy={act.isPending}
        onChoose={(personId) =>
          act.mutate({
            method: "POST",
            path: `/api/classes/${page.id}/leaders`,
            body: { personId },
            done: t`Назначено. Чаты уже обновились`,
          })
        }
      />
    </Card>
  );
}
