/** What is about to be sent: seen small, without what was chosen by mistake, with words and «Без сжатия». */
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { useEffect, useState } from "react";
import { mostInMessage, prepare } from "@/concepts/files/preparing";
import { sizeInWords } from "@/concepts/files/sizeInWords";
import { Banner, Button, Checkbox, Dialog, Field, Icon, IconButton, TextArea } from "@/kit";
import type { OutFile } from "@/sync/outbox";

const longest = 4000;

type Props = { files: File[]; title: string; onClose: () => void; onSend: (files: OutFile[], text: string) => void };

export function AttachDialog({ files, title, onClose, onSend }: Props) {
  const { t } = useLingui();
  const [left, setLeft] = useState(() => files.slice(0, mostInMessage));
  const [whole, setWhole] = useState(false);
  const [words, setWords] = useState("");
  const [busy, setBusy] = useState(false);
  const photos = left.filter((file) => file.type.startsWith("image/"));

  async function send() {
    setBusy(true);
    const prepared: OutFile[] = [];
    for (const file of left) prepared.push(await prepare(file, whole)); // one at a time: a phone has little memory
    onSend(prepared, words.trim());
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={
        <Plural
          value={left.length}
          one="Отправить # файл"
          few="Отправить # файла"
          many="Отправить # файлов"
          other="Отправить # файла"
        />
      }
      description={t`В чат «${title}»`}
      cancels
      actions={
        <Button busy={busy} disabled={left.length === 0} onClick={() => void send()}>
          <Trans>Отправить</Trans>
        </Button>
      }
    >
      <div className="flex flex-col gap-3">
        {files.length > mostInMessage && (
          <Banner tone="warn">
            <Trans>В одном сообщении не больше десяти файлов. Остальные отправьте следующим.</Trans>
          </Banner>
        )}
        <ul className="flex flex-col gap-2">
          {left.map((file) => (
            <Chosen
              key={`${file.name}${file.size}${file.lastModified}`}
              file={file}
              onRemove={() => setLeft(left.filter((one) => one !== file))}
            />
          ))}
        </ul>
        {photos.length > 0 && (
          <Checkbox
            checked={whole}
            onChecked={setWhole}
            label={t`Без сжатия`}
            hint={t`Крупнее и дольше: иначе фото уменьшаются до 1920 точек`}
          />
        )}
        <Field label={t`Подпись`}>
          <TextArea value={words} maxLength={longest} onChange={(event) => setWords(event.target.value)} />
        </Field>
      </div>
    </Dialog>
  );
}

function Chosen({ file, onRemove }: { file: File; onRemove: () => void }) {
  const { t } = useLingui();
  const picture = usePicture(file);
  return (
    <li className="flex items-center gap-3">
      {picture ? (
        <img src={picture} alt="" className="size-12 shrink-0 rounded-lg object-cover" />
      ) : (
        <span className="flex size-12 shrink-0 items-center justify-center rounded-lg bg-accent-soft text-accent-text">
          <Icon name="file" size={24} />
        </span>
      )}
      <span className="min-w-0 flex-1">
        <span className="block truncate">{file.name}</span>
        <span className="block text-sm text-muted">{sizeInWords(file.size)}</span>
      </span>
      <IconButton icon="close" label={t`Убрать ${file.name}`} onClick={onRemove} />
    </li>
  );
}

function usePicture(file: File): string | null {
  const [address, setAddress] = useState<string | null>(null);
  useEffect(() => {
    if (!/^image\/(?:jpeg|png|webp|gif|avif)$/.test(file.type)) return;
    const made = URL.createObjectURL(file);
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [file]);
  return address;
}
