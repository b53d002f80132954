/** Who teaches what here, and the chats of subjects (A11, C3); in a group, who leads it. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { type ClassPage, useAct, useSubjects } from "@/concepts/school/school";
import { Badge, Button, Card, Field, IconButton, Menu, type MenuAct, TextInput } from "@/kit";
import { ChooseStaff } from "./ChooseStaff";
import { Bound } from "./Leaders";

type Teacher = ClassPage["teachers"][number];

export function Teachers({ page }: { page: ClassPage }) {
  const { t } = useLingui();
  const [adding, add] = useState(false);
  const binds = page.abilities.includes("bindTeacher");
  const ofClass = page.kind === "class" || page.kind === "set";
  if (!binds && page.teachers.length === 0) return null;
  return (
    <Card
      title={ofClass ? <Trans>Предметы</Trans> : <Trans>Кто ведёт</Trans>}
      action={
        binds && (
          <Button weight="quiet" small icon="plus" onClick={() => add(true)}>
            <Trans>Добавить</Trans>
          </Button>
        )
      }
    >
      <div className="-mx-4 -mb-2">
        {page.teachers.length === 0 && (
          <p className="px-4 py-2 text-muted">
            {ofClass ? <Trans>Предметы ещё не распределены.</Trans> : <Trans>Руководитель не назначен.</Trans>}
          </p>
        )}
        {page.teachers.map((one) => (
          <Bound
            key={`${one.subject}${one.personId}`}
            personId={one.personId}
            name={one.name}
            acts={<Acts page={page} one={one} />}
          >
            <span className="flex flex-wrap items-center gap-1.5">
              {one.subject || t`руководитель`}
              {page.rooms.some((room) => room.subject === one.subject && one.subject) && <Badge>{t`есть чат`}</Badge>}
            </span>
          </Bound>
        ))}
      </div>
      {adding && <AddTeacher page={page} onClose={() => add(false)} />}
    </Card>
  );
}

function Acts({ page, one }: { page: ClassPage; one: Teacher }) {
  const { t } = useLingui();
  const act = useAct();
  const ofClass = page.kind === "class" || page.kind === "set";
  const acts: MenuAct[] = [];
  const subject = one.subject;
  if (
    ofClass &&
    subject &&
    page.abilities.includes("openSubjectChat") &&
    !page.rooms.some((room) => room.subject === subject)
  )
    acts.push({
      icon: "chat",
      label: t`Открыть чат предмета`,
      onAct: () =>
        act.mutate({
          method: "POST",
          path: `/api/classes/${page.id}/subject-chats`,
          body: { subject },
          done: t`Чат открыт: в нём ученики класса и учителя предмета`,
        }),
    });
  if (page.abilities.includes("bindTeacher"))
    acts.push({
      icon: "userMinus",
      label: subject ? t`Больше не ведёт этот предмет` : t`Больше не ведёт группу`,
      onAct: () =>
        act.mutate({
          method: "DELETE",
          path: `/api/classes/${page.id}/teachers/${one.personId}?subject=${encodeURIComponent(subject)}`,
          done: t`Снято. Чаты уже обновились`,
        }),
    });
  if (acts.length === 0) return null;
  return <Menu trigger={<IconButton icon="dots" label={t`Действия: ${one.name}`} />} acts={acts} />;
}

function AddTeacher({ page, onClose }: { page: ClassPage; onClose: () => void }) {
  const { t } = useLingui();
  const [subject, setSubject] = useState("");
  const subjects = useSubjects().data ?? [];
  const act = useAct(onClose);
  const club = page.kind === "club";
  const title = page.title;
  return (
    <ChooseStaff
      open
      onClose={onClose}
      title={club ? t`Кто ведёт: ${title}` : t`Учитель для ${title}`}
      busy={act.isPending}
      waits={!club && !subject.trim() ? <Trans>Сначала напишите предмет.</Trans> : undefined}
      onChoose={(personId) =>
        act.mutate({
          method: "POST",
          path: `/api/classes/${page.id}/teachers`,
          body: { personId, subject: subject.trim() },
          done: t`Назначено. Чаты уже обновились`,
        })
      }
    >
      {!club && (
        <Field label={t`Предмет`} required>
          <TextInput
            value={subject}
            list="subjects"
            maxLength={80}
            autoComplete="off"
            onChange={(event) => setSubject(event.target.value)}
          />
        </Field>
      )}
      <datalist id="subjects">
        {subjects.map((one) => (
          <option key={one} value={one} />
        ))}
      </datalist>
    </ChooseStaff>
  );
}
