/** An emergency broadcast over everything, wherever the person is: it goes away by one press only (C15). */
import { Trans } from "@lingui/react/macro";
import { useEffect, useRef, useState } from "react";
import { useAnnouncementNews, useSettle, useWaiting } from "@/concepts/announcements/announcements";
import { Button, Icon, momentInWords, toast } from "@/kit";
import { inWords } from "@/sync/http";

export function UrgentAlert() {
  useAnnouncementNews();
  const settle = useSettle();
  const first = useWaiting().data?.urgent[0];
  const [busy, setBusy] = useState(false);
  const shown = useRef<HTMLDialogElement>(null);
  const id = first?.id;
  useEffect(() => {
    if (id) shown.current?.showModal();
  }, [id]);
  if (!first) return null;
  async function acknowledge(which: string) {
    setBusy(true);
    try {
      await settle(which, "acknowledge");
    } catch (error) {
      toast(inWords(error), { tone: "error" });
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
        <div className="mt-auto pt-4 pb-safe">
          <Button weight="secondary" wide busy={busy} onClick={() => void acknowledge(first.id)}>
            <Trans>Ознакомлен</Trans>
          </Button>
        </div>
      </div>
    </dialog>
  );
}
