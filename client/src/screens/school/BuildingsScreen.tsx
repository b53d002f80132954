/** «Здания и филиалы»: where the school stands; a building in use is not taken away. */
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { Page } from "@/app/Page";
import { routes } from "@/app/routes";
import { useMe } from "@/app/session";
import { type Building, type ClassCard, useAct, useBuildings, useClasses } from "@/concepts/school/school";
import { Button, Card, Dialog, EmptyState, Field, Icon, ListRow, TextInput } from "@/kit";
import { Problem } from "@/sync/http";
import { Asked } from "./Asked";

export default function BuildingsScreen() {
  const { t } = useLingui();
  const edits = useMe().abilities.includes("editSchool");
  const [editing, edit] = useState<Building | "new" | null>(null);
  const classes = useClasses().data ?? [];
  const add = (
    <Button icon="plus" onClick={() => edit("new")}>
      <Trans>Добавить здание</Trans>
    </Button>
  );
  return (
    <Page title={t`Здания и филиалы`} back={routes.school}>
      <Asked query={useBuildings()}>
        {(buildings) =>
          buildings.length === 0 ? (
            <EmptyState icon="home" title={<Trans>Пока одно здание</Trans>} action={edits && add}>
              <Trans>
                Если школа стоит в нескольких местах, добавьте их: названия классов в них могут повторяться.
              </Trans>
            </EmptyState>
          ) : (
            <>
              <Card>
                <div className="-mx-4 -my-2">
                  {buildings.map((one) => (
                    <Row key={one.id} one={one} classes={classes} onOpen={edits ? () => edit(one) : undefined} />
                  ))}
                </div>
              </Card>
              {edits && add}
            </>
          )
        }
      </Asked>
      {editing && <Editor one={editing === "new" ? null : editing} onClose={() => edit(null)} />}
    </Page>
  );
}

function Row({ one, classes, onOpen }: { one: Building; classes: ClassCard[]; onOpen?: () => void }) {
  const here = classes.filter((card) => card.buildingId === one.id).length;
  return (
    <ListRow start={<Icon name="home" className="text-muted" />} title={one.name} onClick={onOpen}>
      {one.address && <span className="block">{one.address}</span>}
      <Plural value={here} _0="классов нет" one="# класс" few="# класса" many="# классов" other="# класса" />
    </ListRow>
  );
}

function Editor({ one, onClose }: { one: Building | null; onClose: () => void }) {
  const { t } = useLingui();
  const [name, setName] = useState(one?.name ?? "");
  const [address, setAddress] = useState(one?.address ?? "");
  const act = useAct(onClose);
  const refused = act.error instanceof Problem ? act.error : null;
  const at = `/api/school/buildings${one ? `/${one.id}` : ""}`;
  return (
    <Dialog
      open
      onClose={onClose}
      title={one ? t`Здание` : t`Новое здание`}
      actions={
        <>
          {one && (
            <Button
              weight="secondary"
              disabled={act.isPending}
              onClick={() => act.mutate({ method: "DELETE", path: at, done: t`Здание убрано` })}
            >
              <Trans>Убрать здание</Trans>
            </Button>
          )}
          <Button
            busy={act.isPending}
            disabled={!name.trim()}
            onClick={() =>
              act.mutate({ method: one ? "PUT" : "POST", path: at, body: { name, address }, done: t`Сохранено` })
            }
          >
            <Trans>Сохранить</Trans>
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3">
        <Field
          label={t`Название`}
          hint={t`Например: Корпус 2, Филиал на Лесной`}
          error={refused?.field("name")}
          required
        >
          <TextInput value={name} maxLength={80} onChange={(event) => setName(event.target.value)} />
        </Field>
        <Field label={t`Адрес`} error={refused?.field("address")}>
          <TextInput value={address} maxLength={200} onChange={(event) => setAddress(event.target.value)} />
        </Field>
      </div>
    </Dialog>
  );
}
