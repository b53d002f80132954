/** Setting up an authenticator app: a picture to scan (or a key to type), then its first code. */
import { Trans } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import type { Enrolment } from "@/concepts/identity/access";
import { Button, ErrorState, Skeleton } from "@/kit";
import { call, inWords } from "@/sync/http";
import { useAct } from "./entering";
import { QrPicture } from "./QrPicture";
import { DigitsField } from "./ways";

export function Authenticator({ onDone }: { onDone: () => Promise<void> | void }) {
  const [code, setCode] = useState("");
  const { busy, error, run } = useAct();
  const begun = useQuery({
    queryKey: ["totp", "new"],
    queryFn: () => call<Enrolment>("POST", "/api/me/totp/options"),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  if (begun.isError) return <ErrorState title={inWords(begun.error)} onRetry={() => void begun.refetch()} />;
  if (!begun.data) return <Skeleton className="mx-auto size-52" />;
  const { secret, qr } = begun.data;
  function keep(event: FormEvent) {
    event.preventDefault();
    void run(async () => {
      await call("POST", "/api/me/totp", { body: { secret, code } });
      await onDone();
    });
  }
  return (
    <form onSubmit={keep} className="flex flex-col gap-4">
      <p>
        <Trans>Откройте приложение с кодами (Яндекс Ключ, Google Authenticator, FreeOTP) и отсканируйте рисунок.</Trans>
      </p>
      <QrPicture rows={qr} label="QR" className="size-52" />
      <p className="text-center text-sm text-muted">
        <Trans>На этом же телефоне введите ключ вручную:</Trans>
        <br />
        <span className="font-mono text-base break-all text-text select-all">{secret.match(/.{4}/g)?.join(" ")}</span>
      </p>
      <DigitsField label={<Trans>Код из приложения</Trans>} error={error} value={code} onValue={setCode} />
      <Button type="submit" wide busy={busy} disabled={code.length < 6}>
        <Trans>Готово</Trans>
      </Button>
    </form>
  );
}
