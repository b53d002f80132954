/** Where the list comes from: a file, a pasted table, or a template to fill in first. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { type Preview, paste, upload } from "@/concepts/roster/imports";
import { Banner, Button, Card, Field, FileDrop, Icon, Select, Tabs, TextArea, toast } from "@/kit";
import { download, inWords, Offline } from "@/sync/http";

type Way = "file" | "paste" | "template";
const accepted = ".xlsx,.csv,.txt,.tsv,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

export function Source({ onPreview }: { onPreview: (preview: Preview) => void }) {
  const { t } = useLingui();
  const [way, setWay] = useState<Way>("file");
  const [file, setFile] = useState<File | null>(null);
  const [encoding, setEncoding] = useState("");
  const [text, setText] = useState("");
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);

  async function read(asked: () => Promise<Preview>) {
    setBusy(true);
    setFailure(null);
    try {
      onPreview(await asked());
    } catch (error) {
      setFailure(error);
    } finally {
      setBusy(false);
    }
  }
  function choose(chosen: File) {
    setFile(chosen);
    void read(() => upload(chosen, encoding));
  }
  const again = () => void read(() => (way === "paste" ? paste(text) : upload(file as File, encoding)));
  const offline = failure instanceof Offline;

  return (
    <Card title={<Trans>Список людей школы</Trans>}>
      <p className="text-muted">
        <Trans>
          Ученики, родители и сотрудники из вашей таблицы. Сначала мы только покажем, что получится: до вашего
          подтверждения ничего не записывается и никому не отправляется.
        </Trans>
      </p>
      <div className="-mx-4 mt-2">
        <Tabs<Way>
          label={t`Откуда взять список`}
          value={way}
          onValue={(next) => {
            setWay(next);
            setFailure(null);
          }}
          choices={[
            { value: "file", label: t`Файл` },
            { value: "paste", label: t`Вставить` },
            { value: "template", label: t`Шаблон` },
          ]}
        />
      </div>
      <div className="mt-4 flex flex-col gap-4">
        {way === "file" && (
          <>
            <FileDrop
              accept={accepted}
              file={file}
              busy={busy}
              onFile={choose}
              hint={<Trans>XLSX или CSV, до 10 МБ. Столбцы и листы распознаем сами.</Trans>}
            />
            {file && /\.(csv|txt|tsv)$/i.test(file.name) && (
              <Field label={<Trans>Вместо букв непонятные знаки? Укажите кодировку</Trans>}>
                <Select value={encoding} disabled={busy} onChange={(event) => setEncoding(event.target.value)}>
                  <option value="">{t`Определить саму`}</option>
                  <option value="windows-1251">{t`Кириллица Windows`}</option>
                  <option value="utf-8">{t`Юникод (UTF-8)`}</option>
                  <option value="dos">{t`Кириллица DOS`}</option>
                </Select>
              </Field>
            )}
          </>
        )}
        {way === "paste" && (
          <>
            <Field
              label={<Trans>Скопируйте строки в таблице и вставьте сюда</Trans>}
              hint={<Trans>Вместе с заголовками столбцов: так мы поймём, где фамилия, а где класс.</Trans>}
            >
              <TextArea
                rows={8}
                value={text}
                maxLength={200_000}
                className="max-h-80 overflow-auto font-mono text-sm"
                onChange={(event) => setText(event.target.value)}
              />
            </Field>
            <Button busy={busy} disabled={!text.trim()} onClick={again} className="self-start">
              <Trans>Проверить</Trans>
            </Button>
          </>
        )}
        {way === "template" && <Templates />}
        {busy && (
          <p role="status" className="flex items-center gap-2 text-muted">
            <Icon name="spinner" size={18} className="animate-spin" />
            <Trans>Читаем таблицу и проверяем каждую строку. Обычно это несколько секунд.</Trans>
          </p>
        )}
        {failure !== null && (
          <Banner
            tone={offline ? "warn" : "danger"}
            title={offline ? <Trans>Нет сети. Список остался на этом устройстве</Trans> : inWords(failure)}
            action={
              (way === "paste" || file) && (
                <Button small weight="secondary" icon="refresh" onClick={again}>
                  <Trans>Попробовать ещё раз</Trans>
                </Button>
              )
            }
          />
        )}
      </div>
    </Card>
  );
}

function Templates() {
  const { t } = useLingui();
  const take = (name: string) =>
    void download(`/api/imports/templates/${name}`, name).catch((error) => toast(inWords(error), { tone: "error" }));
  return (
    <>
      <p>
        <Trans>
          Пустые таблицы с подписанными столбцами. Заполните, сохраните и загрузите на вкладке «Файл». Своя таблица тоже
          подойдёт: переделывать её под шаблон не нужно.
        </Trans>
      </p>
      <div className="flex flex-wrap gap-2">
        <Button weight="secondary" icon="download" onClick={() => take("pupils.xlsx")}>
          {t`Ученики и родители`}
        </Button>
        <Button weight="secondary" icon="download" onClick={() => take("staff.xlsx")}>
          {t`Сотрудники`}
        </Button>
      </div>
    </>
  );
}
