/** The dry run: what will happen, how the file was read, what is wrong, and the way to write it. */
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { type Correction, correct, type Done, type Preview } from "@/concepts/roster/imports";
import { Card, Checkbox, IconButton, Tabs, toast, UpdatingLine } from "@/kit";
import { inWords } from "@/sync/http";
import { CommitBar } from "./CommitBar";
import { Defects } from "./Defects";
import { Reading } from "./Reading";
import { Rows } from "./Rows";
import { Summary } from "./Summary";

type View = "defects" | "rows" | "reading";

export function Checking(props: { first: Preview; onOther: () => void; onCommitted: (done: Done) => void }) {
  const { t } = useLingui();
  const [preview, setPreview] = useState(props.first);
  const [version, setVersion] = useState(0);
  const [busy, setBusy] = useState(false);
  const [view, setView] = useState<View>(props.first.defectsTotal > 0 ? "defects" : "rows");

  /** Sends a correction and shows the list planned anew; true when the server took it. */
  async function change(correction: Correction): Promise<boolean> {
    setBusy(true);
    try {
      setPreview(await correct(preview.id, correction));
      setVersion((before) => before + 1);
      return true;
    } catch (error) {
      toast(inWords(error), { tone: "error" });
      return false;
    } finally {
      setBusy(false);
    }
  }
  return (
    <>
      {busy && <UpdatingLine />}
      <Card
        title={<span className="break-words">{preview.fileName}</span>}
        action={<IconButton icon="close" label={t`Выбрать другой файл`} onClick={props.onOther} />}
      >
        <Summary preview={preview} />
        <Choices preview={preview} busy={busy} onChange={change} />
      </Card>
      <CommitBar preview={preview} busy={busy} onPlanAnew={() => change({})} onCommitted={props.onCommitted} />
      <section className="overflow-hidden rounded-2xl bg-surface shadow-card">
        <Tabs<View>
          label={t`Проверка списка`}
          value={view}
          onValue={setView}
          choices={[
            { value: "defects", label: t`Замечания`, count: preview.defectsTotal },
            { value: "rows", label: t`Все строки` },
            { value: "reading", label: t`Столбцы и листы` },
          ]}
        />
        {view === "defects" && <Defects preview={preview} busy={busy} onChange={change} />}
        {view === "rows" && <Rows preview={preview} version={version} busy={busy} onChange={change} />}
        {view === "reading" && <Reading preview={preview} version={version} busy={busy} onChange={change} />}
      </section>
    </>
  );
}

function Choices({
  preview,
  busy,
  onChange,
}: {
  preview: Preview;
  busy: boolean;
  onChange: (correction: Correction) => Promise<boolean>;
}) {
  const unknown = preview.defects.some((defect) => defect.kind === "classUnknown");
  const { createClasses, staffListIsComplete } = preview.choices;
  const staff = preview.sheets.some((sheet) => sheet.kind === "staff");
  return (
    <div className="mt-2 flex flex-col">
      {(preview.newClasses.length > 0 || unknown) && (
        <Checkbox
          checked={preview.newClasses.length > 0}
          disabled={busy}
          onChecked={(create) => void onChange({ choices: { ...preview.choices, createClasses: create } })}
          label={<Trans>Создать классы, которых ещё нет в школе</Trans>}
          hint={
            preview.newClasses.length > 0 ? (
              <>
                <Plural
                  value={preview.newClasses.length}
                  one="# класс с чатами: "
                  few="# класса с чатами: "
                  many="# классов с чатами: "
                  other="# класса с чатами: "
                />
                {preview.newClasses.join(", ")}
              </>
            ) : createClasses === false ? (
              <Trans>Сейчас ученики незнакомых классов не загружаются</Trans>
            ) : undefined
          }
        />
      )}
      {staff && (
        <Checkbox
          checked={staffListIsComplete === true}
          disabled={busy}
          onChecked={(complete) => void onChange({ choices: { ...preview.choices, staffListIsComplete: complete } })}
          label={<Trans>Это полный список сотрудников</Trans>}
          hint={<Trans>Кого в нём нет, отметим как «нет в списке». Никто не удаляется.</Trans>}
        />
      )}
    </div>
  );
}
