/** Under a message that is only here: why it waits, or what became of it. */
import { Trans } from "@lingui/react/macro";
import { useEffect, useState } from "react";
import { useReach } from "@/sync/network";
import type { RowActs } from "./MessageRow";

/** After ten seconds without network the clock is explained. */
export function Waits({ since }: { since: string }) {
  const { reach } = useReach();
  const [long, setLong] = useState(() => Date.now() - Date.parse(since) > 10_000);
  useEffect(() => {
    const timer = setTimeout(() => setLong(true), 10_000);
    return () => clearTimeout(timer);
  }, []);
  if (!long || reach === "online") return null;
  return (
    <p className="px-1 text-xs text-muted">
      <Trans>отправится, когда появится сеть</Trans>
    </p>
  );
}

export function Refused({
  text,
  clientId,
  acts,
}: {
  text: string | null | undefined;
  clientId: string;
  acts: RowActs;
}) {
  return (
    <p role="alert" className="flex flex-wrap items-center justify-end gap-x-4 px-1 pt-1 text-sm text-danger-text">
      <span className="w-full text-right">{text ?? <Trans>Не отправлено</Trans>}</span>
      <button type="button" className="min-h-9 font-semibold coarse:min-h-11" onClick={() => acts.onRetry(clientId)}>
        <Trans>Повторить</Trans>
      </button>
      <button type="button" className="min-h-9 font-semibold coarse:min-h-11" onClick={() => acts.onDiscard(clientId)}>
        <Trans>Удалить</Trans>
      </button>
    </p>
  );
}
