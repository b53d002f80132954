/** An emergency broadcast over everything, wherever the person is: it goes away by one press only (C15). */
import { Trans } from "@lingui/react/macro";
import { useEffect, useRef, useState } from "react";
import { useAnnouncementNews, useSettle, useWaiting } from "@/concepts/announcements/announcements";
import { Button, Icon, momentInWords } from "@/kit";
import { inWords } from "@/sync/http";

export function UrgentAlert() {
  useAnnouncementNews();
  const settle = useSettle();
  const first = useWaiting().data?.urgent[0];
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState("");
  const [putAway, setPutAway] = useState("");
  const shown = useRef<HTMLDialogElement>(null);
  const id = first?.id;
  useEffect(() => {
    if (id) shown.current?.showModal();
  }, [id]);
  if (!first || first.id === putAway) return null;
  async function acknowledge(which: string) {
    setBusy(true);
    setRefused("");
    try {
      await settle(which, "acknowledge");
    } catch (error) {
      setRefused(inWords(error)); // here: whatever stands under this window is not seen
    }
    setBusy(false);
  }
  return (
    <dialog
      key={first.id}
      ref={shown}
      aria-labelledby="urgent-title"
      onCancel={(event) => event.preventDefault()}
      onClose={({ currentTarget }) => currentTarget.showModal()} // a browser closes it at the second Esc all the same
      className="fixed inset-0 m-0 size-full max-h-none max-w-none bg-danger p-0 text-on-danger"
    >
      <div className="mx-auto flex min-h-full max-w-xl flex-col gap-4 px-6 py-8">
        <p className="flex items-center gap-2 font-semibold">
          <Icon name="alert" size={28} />
          <Trans>Срочное оповещение школы</Trans>
        </p>
        <h1 id="urgent-title" className="text-2xl font-bold wrap-anywhere">
          {first.title}
        </h1>
        <p className="text-lg wrap-anywhere whitespace-pre-wrap">{first.text}</p>
        <p className="text-sm">
          {[first.authorName, first.authorOffice].filter(Boolean).join(", ")} · {momentInWords(first.sentAt)}
        </p>
        <div className="mt-auto flex flex-col gap-3 pt-4 pb-safe">
          {refused && (
            <>
              <div role="alert" className="wrap-anywhere">
                <p>{refused}</p>
                <p>
                  <Trans>Школа пока не знает, что вы прочитали: оповещение покажем снова.</Trans>
                </p>
              </div>
              <Button weight="secondary" wide onClick={() => setPutAway(first.id)}>
                <Trans>Закрыть пока</Trans>
              </Button>
            </>
          )}
          <Button weight="secondary" wide busy={busy} onClick={() => void acknowledge(first.id)}>
            <Trans>Ознакомлен</Trans>
          </Button>
        </div>
      </div>
    </dialog>
  );
}
