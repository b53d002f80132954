/** A document, a sound or a video as a card: what it is, how large, and its first page where there is one. */
import { useLingui } from "@lingui/react/macro";
import { sizeInWords } from "@/concepts/files/sizeInWords";
import type { Attachment } from "@/contract/wire";
import { Icon } from "@/kit";
import type { OutItem } from "@/sync/outbox";
import { addressOf } from "./addressOf";

export function FileCard({ file, out }: { file: Attachment; out: OutItem | null }) {
  const { t } = useLingui();
  const inside = (
    <>
      <Cover file={file} out={out} />
      <span className="min-w-0 flex-1">
        <span className="line-clamp-2 text-[0.9375rem] leading-snug font-medium wrap-anywhere">{file.name}</span>
        <span className="block text-xs text-muted">{sizeInWords(file.bytes)}</span>
      </span>
    </>
  );
  const look = "-mx-1.5 flex min-h-14 items-center gap-3 rounded-xl bg-veil/6 p-2 text-left text-text no-underline";
  if (out) return <div className={look}>{inside}</div>;
  return (
    <>
      <a
        href={addressOf(file, "full")}
        download={file.name}
        aria-label={t`Скачать файл ${file.name}, ${sizeInWords(file.bytes)}`}
        className={look}
      >
        {inside}
        <Icon name="download" size={20} className="shrink-0 text-muted" />
      </a>
      {file.kind === "audio" && (
        // biome-ignore lint/a11y/useMediaCaption: what people record has no captions
        <audio controls preload="none" src={addressOf(file, "full")} className="w-full" />
      )}
    </>
  );
}

function Cover({ file, out }: { file: Attachment; out: OutItem | null }) {
  if (file.preview && !out)
    return (
      <img
        src={addressOf(file, "thumb")}
        alt=""
        loading="lazy"
        className="size-12 shrink-0 rounded-lg border border-line object-cover object-top"
      />
    );
  return (
    <span className="flex size-12 shrink-0 items-center justify-center rounded-lg bg-accent-soft text-accent-text">
      <Icon name="file" size={24} />
    </span>
  );
}
