/** The link for one more representative: made, shown with its QR and code, sent, recalled. It opens a request, never a door. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { queryClient } from "@/app/session";
import { type FamilyChild, familyQuery } from "@/concepts/admission/family";
import { Button, momentInWords, toast } from "@/kit";
import { call, inWords } from "@/sync/http";

export function RelativeLink({ child, pupil }: { child: FamilyChild; pupil: boolean }) {
  const { t } = useLingui();
  const [busy, setBusy] = useState(false);
  const { link } = child;
  async function act(path: string) {
    setBusy(true);
    try {
      await call("POST", path, { body: pupil ? {} : { childId: child.personId } });
      await queryClient.invalidateQueries({ queryKey: familyQuery.queryKey });
    } catch (error) {
      toast(inWords(error), { tone: "error" });
    }
    setBusy(false);
  }
  if (!link)
    return (
      <div className="mt-3 flex flex-col gap-2">
        <Button weight="secondary" icon="userPlus" busy={busy} onClick={() => void act("/api/relatives/invite")}>
          {pupil ? <Trans>Пригласить родителя</Trans> : <Trans>Пригласить второго родителя</Trans>}
        </Button>
        <p className="text-sm text-muted">
          {pupil ? (
            <Trans>Появится ссылка. По ней взрослый подаст заявку, решит классный руководитель.</Trans>
          ) : (
            <Trans>Появится ссылка. По ней подают заявку, решает классный руководитель.</Trans>
          )}
        </p>
      </div>
    );
  const { url, code, expiresAt } = link;
  const until = momentInWords(expiresAt);
  const shareable = typeof navigator.share === "function";
  return (
    <div className="mt-3 flex flex-wrap gap-4 border-t border-line pt-3">
      <img
        // A new link is a new picture.
        src={`/api/relatives/${child.personId}/qr?${code}`}
        alt={t`QR-код ссылки для родителя`}
        className="size-32 rounded-xl bg-white"
      />
      <div className="min-w-52 flex-1">
        <p className="font-medium">
          <Trans>Ссылка для второго представителя</Trans>
        </p>
        <p className="text-sm break-all text-muted select-all">{url}</p>
        <p className="mt-1">
          <Trans>Или код:</Trans> <span className="font-mono font-semibold select-all">{code}</span>
        </p>
        <p className="text-sm text-muted">
          <Trans>Действует до: {until}. По ней приходит заявка, её решает классный руководитель.</Trans>
        </p>
        <div className="mt-2 flex flex-wrap gap-1">
          <Button
            small
            weight="secondary"
            icon="copy"
            onClick={() => void navigator.clipboard?.writeText(url).then(() => toast(t`Ссылка скопирована`))}
          >
            <Trans>Скопировать</Trans>
          </Button>
          {shareable && (
            <Button small weight="quiet" onClick={() => void navigator.share({ url }).catch(() => undefined)}>
              <Trans>Отправить</Trans>
            </Button>
          )}
          <Button small weight="quiet" busy={busy} onClick={() => void act("/api/relatives/recall")}>
            <Trans>Отозвать</Trans>
          </Button>
        </div>
      </div>
    </div>
  );
}
