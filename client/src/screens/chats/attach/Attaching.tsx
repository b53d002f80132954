/** Choosing files: from the gallery, the camera, a folder; dropped on the chat or pasted into it. */
import { useLingui } from "@lingui/react/macro";
import { useEffect, useRef, useState } from "react";
import type { RoomCard } from "@/contract/wire";
import { finger, Menu, type MenuAct, useMedia } from "@/kit";
import type { OutFile } from "@/sync/outbox";
import { PollDialog } from "../polls/PollDialog";
import { useOtherSending } from "../scheduled/useOtherSending";
import { AttachDialog } from "./AttachDialog";

type Props = {
  card: RoomCard;
  onSend: (files: OutFile[], text: string) => void;
  /** What stood in the field has gone another way. */
  onTaken: () => void;
};

export function Attaching({ card, onSend, onTaken }: Props) {
  const { t } = useLingui();
  const touch = useMedia(finger);
  const [chosen, setChosen] = useState<File[] | null>(null);
  const [over, setOver] = useState(false);
  const [polling, setPolling] = useState(false);
  const photos = useRef<HTMLInputElement>(null);
  const camera = useRef<HTMLInputElement>(null);
  const files = useRef<HTMLInputElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  useDropped(setChosen, setOver);
  const otherwise = useOtherSending(card, onTaken);

  const acts: MenuAct[] = [
    { label: t`Фото или видео`, icon: "grid", onAct: () => photos.current?.click() },
    ...(touch ? [{ label: t`Снять на камеру`, icon: "eye" as const, onAct: () => camera.current?.click() }] : []),
    { label: t`Файл`, icon: "file", onAct: () => files.current?.click() },
    ...(card.abilities.includes("makePoll")
      ? [{ label: t`Опрос`, icon: "list" as const, onAct: () => setPolling(true) }]
      : []),
    ...otherwise.acts,
  ];
  function take(event: React.ChangeEvent<HTMLInputElement>) {
    const list = [...(event.target.files ?? [])];
    event.target.value = "";
    if (list.length) setChosen(list);
  }
  const hidden = { type: "file", hidden: true, tabIndex: -1, onChange: take } as const;
  return (
    <>
      <Menu
        acts={acts}
        trigger={
          <button
            ref={button}
            type="button"
            aria-label={t`Прикрепить`}
            title={t`Прикрепить`}
            className="flex size-11 items-center justify-center rounded-full text-muted active:bg-hover hoverable:hover:bg-hover"
          >
            <Clip />
          </button>
        }
      />
      <input ref={photos} {...hidden} accept="image/*,video/*" multiple data-choose="photos" />
      <input ref={camera} {...hidden} accept="image/*" capture="environment" />
      <input ref={files} {...hidden} multiple data-choose="files" />
      {polling && <PollDialog card={card} onClose={() => setPolling(false)} />}
      {otherwise.dialog}
      {over && <DropHere title={card.title} />}
      {chosen && (
        <AttachDialog
          files={chosen}
          title={card.title}
          onClose={() => setChosen(null)}
          onSend={(prepared, text) => {
            setChosen(null);
            onSend(prepared, text);
          }}
        />
      )}
    </>
  );
}

/** Files that come by mouse or from the clipboard anywhere over the open chat. */
function useDropped(choose: (files: File[]) => void, setOver: (over: boolean) => void) {
  useEffect(() => {
    const has = (event: DragEvent) => event.dataTransfer?.types.includes("Files");
    function drag(event: DragEvent) {
      if (!has(event)) return;
      event.preventDefault();
      setOver(true);
    }
    function leave(event: DragEvent) {
      if (!event.relatedTarget) setOver(false);
    }
    function drop(event: DragEvent) {
      if (!has(event)) return;
      event.preventDefault();
      setOver(false);
      choose([...(event.dataTransfer?.files ?? [])]);
    }
    function paste(event: ClipboardEvent) {
      const files = [...(event.clipboardData?.files ?? [])];
      if (!files.length) return;
      event.preventDefault();
      choose(files);
    }
    addEventListener("dragover", drag);
    addEventListener("dragleave", leave);
    addEventListener("drop", drop);
    addEventListener("paste", paste);
    return () => {
      removeEventListener("dragover", drag);
      removeEventListener("dragleave", leave);
      removeEventListener("drop", drop);
      removeEventListener("paste", paste);
    };
  }, [choose, setOver]);
}

function DropHere({ title }: { title: string }) {
  const { t } = useLingui();
  return (
    <div className="pointer-events-none fixed inset-3 z-40 flex items-center justify-center rounded-3xl border-2 border-dashed border-accent-text bg-surface/90 text-lg font-semibold">
      {t`Отпустите, чтобы отправить в «${title}»`}
    </div>
  );
}

/** Lucide's paperclip (ISC licence), here and not among the icons of the first screen. */
function Clip() {
  return (
    <svg
      width={22}
      height={22}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth={2}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d="m16 6-8.414 8.586a2 2 0 0 0 2.829 2.829l8.414-8.586a4 4 0 1 0-5.657-5.657l-8.379 8.551a6 6 0 1 0 8.485 8.485l8.379-8.551" />
    </svg>
  );
}
