/** Where the class stands and by which bells it lives; the administrator renames and moves it (A4, A6). */
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { type ClassPage, useAct, useBells, useBuildings } from "@/concepts/school/school";
import { Button, Card, Dialog, Field, TextInput } from "@/kit";
import { BuildingField } from "@/screens/school/BuildingField";
import { Problem } from "@/sync/http";

export function About({ page }: { page: ClassPage }) {
  const { t } = useLingui();
  const [editing, edit] = useState(false);
  const buildings = useBuildings().data ?? [];
  const bells = useBells().data ?? [];
  const edits = page.abilities.includes("editClass");
  const lines: [string, string | undefined][] = [
    [t`Здание`, buildings.find((one) => one.id === page.buildingId)?.name],
    [
      t`Звонки`,
      bells
        .filter((one) => page.bellScheduleIds.includes(one.id))
        .map((one) => one.name)
        .join(", "),
    ],
  ];
  const said = lines.filter(([, words]) => words);
  if (!edits && said.length === 0) return null;
  return (
    <Card
      title={page.kind === "class" || page.kind === "set" ? <Trans>О классе</Trans> : <Trans>О группе</Trans>}
      action={
        edits && (
          <Button weight="quiet" small icon="edit" onClick={() => edit(true)}>
            <Trans>Изменить</Trans>
          </Button>
        )
      }
    >
      {said.length > 0 ? (
        <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1">
          {said.map(([name, words]) => (
            <div key={name} className="contents">
              <dt className="text-muted">{name}</dt>
              <dd className="min-w-0 break-words">{words}</dd>
            </div>
          ))}
        </dl>
      ) : (
        <p className="text-muted">
          <Trans>Название и здание. При переименовании люди и чаты остаются.</Trans>
        </p>
      )}
      {editing && <Edit page={page} onClose={() => edit(false)} />}
    </Card>
  );
}

function Edit({ page, onClose }: { page: ClassPage; onClose: () => void }) {
  const { t } = useLingui();
  const [title, setTitle] = useState(page.title);
  const [building, setBuilding] = useState(page.buildingId ?? null);
  const act = useAct(onClose);
  const refused = act.error instanceof Problem ? act.error : null;
  const ofClass = page.kind === "class" || page.kind === "set";
  const body = {
    ...(title.trim() !== page.title && { title: title.trim() }),
    ...(building !== (page.buildingId ?? null) && { buildingId: building }),
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={ofClass ? t`Изменить класс` : t`Изменить группу`}
      description={t`Люди, чаты и сообщения останутся, чаты получат новое название.`}
      actions={
        <Button
          busy={act.isPending}
          disabled={!title.trim() || Object.keys(body).length === 0}
          onClick={() => act.mutate({ method: "PATCH", path: `/api/classes/${page.id}`, body, done: t`Сохранено` })}
        >
          <Trans>Сохранить</Trans>
        </Button>
      }
    >
      <div className="flex flex-col gap-3">
        <Field
          label={t`Название`}
          hint={ofClass ? t`До 15 знаков: 6Б, 10-К, Солнышко` : undefined}
          error={refused?.slug === "title-taken" ? refused.message : refused?.field("title")}
          required
        >
          <TextInput
            value={title}
            maxLength={ofClass ? 15 : 60}
            autoComplete="off"
            onChange={(event) => setTitle(event.target.value)}
          />
        </Field>
        <BuildingField value={building} onValue={setBuilding} />
      </div>
    </Dialog>
  );
}
