/** One sentence of what will be written, and the button that writes it. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { commit, type Done, type Preview } from "@/concepts/roster/imports";
import { Banner, Button, toast } from "@/kit";
import { download, inWords, Problem } from "@/sync/http";
import { useConsequence } from "./useConsequence";

export function CommitBar(props: {
  preview: Preview;
  busy: boolean;
  onPlanAnew: () => Promise<boolean>;
  onCommitted: (done: Done) => void;
}) {
  const { t } = useLingui();
  const { preview } = props;
  const sentence = useConsequence(preview.counts);
  const [writing, setWriting] = useState(false);
  const [refused, setRefused] = useState("");
  const nothing = preview.nothingChanges && preview.missing.length === 0;

  async function write() {
    setWriting(true);
    setRefused("");
    try {
      props.onCommitted(await commit(preview.id, preview.hasStops));
    } catch (error) {
      setRefused(inWords(error));
      if (error instanceof Problem && error.slug === "roster-has-changed") await props.onPlanAnew();
    } finally {
      setWriting(false);
    }
  }
  const stopped = () =>
    void download(`/api/imports/${preview.id}/stopped.xlsx`, t`Строки с ошибками.xlsx`).catch((error) =>
      toast(inWords(error), { tone: "error" }),
    );
  return (
    <>
      {refused && <Banner tone="danger" title={refused} />}
      <Banner
        tone={nothing ? "info" : preview.hasStops ? "warn" : "ok"}
        title={
          nothing
            ? preview.hasStops
              ? t`Загружать нечего: сначала исправьте ошибки`
              : t`Всё из этого файла уже есть в школе`
            : sentence
        }
        action={
          <>
            {!nothing && (
              <Button busy={writing} disabled={props.busy} onClick={() => void write()}>
                {preview.hasStops ? <Trans>Загрузить только верные строки</Trans> : <Trans>Загрузить</Trans>}
              </Button>
            )}
            {preview.hasStops && (
              <Button weight="secondary" icon="download" onClick={stopped}>
                <Trans>Скачать строки с ошибками</Trans>
              </Button>
            )}
          </>
        }
      >
        {!nothing && <Trans>Приглашения никому не отправляются.</Trans>}
        {writing && (
          <p role="status">
            <Trans>Записываем. Не закрывайте страницу несколько секунд.</Trans>
          </p>
        )}
      </Banner>
    </>
  );
}
