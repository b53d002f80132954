/** The files of a message: photos side by side, everything else as cards; on their way up with a share and a way back. */
import { useLingui } from "@lingui/react/macro";
import { Suspense, useState } from "react";
import { stop, useProgress } from "@/concepts/files/progress";
import { albumShape } from "@/concepts/rooms/album";
import { useChats } from "@/concepts/rooms/hooks";
import type { Attachment, Message } from "@/contract/wire";
import { arrives, cx, Icon } from "@/kit";
import type { OutItem } from "@/sync/outbox";
import { addressOf } from "./addressOf";
import { FileCard } from "./FileCard";
import { useLocalPicture } from "./useLocalPicture";

const Viewer = arrives(() => import("./Viewer"));

export default function Album({ message, out }: { message: Message; out: OutItem | null }) {
  const { t } = useLingui();
  const [open, setOpen] = useState<number | null>(null);
  const all = message.attachments ?? [];
  const photos = all.filter((one) => one.kind === "photo");
  return (
    <div className="flex w-80 max-w-full flex-col gap-1 pb-1">
      {photos.length > 0 && (
        <div
          className="relative -mx-1.5 grid auto-rows-fr grid-cols-2 gap-0.5 overflow-hidden rounded-xl"
          style={{ aspectRatio: albumShape(photos) }}
        >
          {photos.map((photo, at) => (
            <button
              key={photo.id}
              type="button"
              disabled={Boolean(out)}
              onClick={() => setOpen(at)}
              aria-label={photos.length > 1 ? t`Открыть фото ${at + 1} из ${photos.length}` : t`Открыть фото`}
              className={cx(
                "relative min-h-0 min-w-0 overflow-hidden bg-sunken",
                at === 0 && photos.length % 2 === 1 && "col-span-2",
              )}
            >
              <Photo photo={photo} out={out} alone={photos.length === 1} />
            </button>
          ))}
          {out && <OnTheWay out={out} over />}
        </div>
      )}
      {all
        .filter((one) => one.kind !== "photo")
        .map((file) => (
          <FileCard key={file.id} file={file} out={out} />
        ))}
      {out && photos.length === 0 && <OnTheWay out={out} />}
      {open !== null && (
        <Suspense fallback={null}>
          <Viewer photos={photos} at={open} onClose={() => setOpen(null)} />
        </Suspense>
      )}
    </div>
  );
}

function Photo({ photo, out, alone }: { photo: Attachment; out: OutItem | null; alone: boolean }) {
  const local = useLocalPicture(photo.id, out);
  const small = `${addressOf(photo, "thumb")} 480w`;
  const large = `${addressOf(photo, "screen")} 1920w`;
  const [broken, setBroken] = useState(false);
  if (broken || (out && !local)) return <Icon name="file" size={30} className="m-auto text-muted" />;
  return (
    <img
      src={local ?? addressOf(photo, "thumb")}
      srcSet={local ? undefined : `${small}, ${large}`}
      sizes={alone ? "320px" : "160px"}
      alt=""
      loading="lazy"
      decoding="async"
      draggable={false}
      onError={() => setBroken(true)}
      className="absolute inset-0 size-full object-cover"
    />
  );
}

/** How much of all files is on the server, and the way back. */
function OnTheWay({ out, over }: { out: OutItem; over?: boolean }) {
  const { t } = useLingui();
  const chats = useChats();
  const share = useShare(out);
  if (out.state === "sent" || out.state === "refused") return null;
  return (
    <button
      type="button"
      onClick={() => {
        stop(out.clientId);
        void chats.outbox.remove(out.clientId);
      }}
      aria-label={t`Отменить отправку`}
      title={t`Отменить отправку`}
      className={cx(
        over ? "absolute top-2 left-2 bg-surface/90 shadow-float" : "self-start bg-veil/6",
        "flex h-9 items-center gap-1.5 rounded-full pr-3 pl-2 text-sm text-text tabular-nums coarse:h-11",
      )}
    >
      <Icon name="close" size={18} />
      <span role="status">
        {share === null ? t`Ждёт` : share < 1 ? `${Math.round(share * 100)} %` : t`Проверяется…`}
      </span>
    </button>
  );
}

/** Of all bytes of the message; null: nothing has begun. */
function useShare(out: OutItem): number | null {
  const files = out.files ?? [];
  const shares = useProgress(files.map((one) => one.id));
  if (shares.every((one) => one === undefined)) return null;
  const all = files.reduce((sum, one) => sum + one.bytes, 0);
  const sent = files.reduce((sum, one, at) => sum + one.bytes * (shares[at] ?? 0), 0);
  return all ? sent / all : 1;
}
