/** One announcement as its recipient sees it: who says it, the text, and one press. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { type Announcement, useSettle } from "@/concepts/announcements/announcements";
import { Badge, Button, cx, Icon, momentInWords, toast } from "@/kit";
import { inWords } from "@/sync/http";
import { useSeen } from "./useSeen";

export function AnnouncementCard({ announcement }: { announcement: Announcement }) {
  const { t } = useLingui();
  const settle = useSettle();
  const [busy, setBusy] = useState(false);
  const { own, wantsAcknowledgement } = announcement;
  const waits = own !== null && (wantsAcknowledgement ? own.acknowledgedAt : own.readAt) === null;
  const end = useSeen(own !== null && own.readAt === null, () => {
    settle(announcement.id, "read").catch(() => {}); // said again the next time it is on the screen
  });
  async function acknowledge() {
    setBusy(true);
    try {
      await settle(announcement.id, "acknowledge");
    } catch (error) {
      toast(inWords(error), { tone: "error" });
    }
    setBusy(false);
  }
  return (
    <article
      className={cx(
        "flex flex-col gap-2 rounded-2xl bg-surface px-4 py-3.5 shadow-card",
        waits && "ring-2 ring-accent",
      )}
    >
      <header className="flex flex-col gap-1">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-sm text-muted">
          <span>
            <Trans>№ {announcement.number}</Trans> · {momentInWords(announcement.sentAt)}
          </span>
          {announcement.urgent && (
            <Badge tone="danger">
              <Trans>срочно</Trans>
            </Badge>
          )}
          {own?.children.map((child) => (
            <Badge key={child}>{child}</Badge>
          ))}
        </p>
        <h2 className="text-lg font-semibold wrap-anywhere">{announcement.title}</h2>
      </header>
      <p className="wrap-anywhere whitespace-pre-wrap">{announcement.text}</p>
      <p ref={end} className="text-sm text-muted">
        {[announcement.authorName, announcement.authorOffice].filter(Boolean).join(", ")}
      </p>
      {own && wantsAcknowledgement && (
        <footer className="flex min-h-11 flex-wrap items-center gap-3 pt-1">
          {own.acknowledgedAt ? (
            <p className="flex items-center gap-1.5 text-sm text-ok-text">
              <Icon name="check" size={18} />
              {t`Вы ознакомились ${momentInWords(own.acknowledgedAt)}`}
            </p>
          ) : (
            <Button busy={busy} onClick={() => void acknowledge()}>
              <Trans>Подтверждаю ознакомление</Trans>
            </Button>
          )}
        </footer>
      )}
    </article>
  );
}
