/** The scan of the order: chosen, or photographed; refused here already when it is too big. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { scanAtMost, scanKinds } from "@/concepts/founding/applications";
import { FileDrop, Icon } from "@/kit";

export function Scan(props: {
  file: File | null;
  onFile: (file: File | null) => void;
  error?: string;
  kept?: boolean;
}) {
  const { t } = useLingui();
  const [tooBig, setTooBig] = useState(false);
  function choose(file: File) {
    setTooBig(file.size > scanAtMost);
    props.onFile(file.size > scanAtMost ? null : file);
  }
  const wrong = tooBig ? t`Файл больше 10 МБ. Сохраните скан в меньшем размере` : props.error;
  return (
    <div className="flex flex-col gap-1.5">
      <FileDrop
        accept={scanKinds}
        file={props.file}
        onFile={choose}
        hint={
          props.kept ? (
            <Trans>Скан уже есть. Новый нужен, только если меняете его: PDF, JPEG или PNG до 10 МБ</Trans>
          ) : (
            <Trans>PDF, JPEG или PNG до 10 МБ: подойдёт и фотография</Trans>
          )
        }
      />
      {wrong && (
        <p role="alert" className="flex gap-1.5 text-sm text-danger-text">
          <Icon name="error" size={16} className="mt-0.5" />
          <span>{wrong}</span>
        </p>
      )}
    </div>
  );
}
