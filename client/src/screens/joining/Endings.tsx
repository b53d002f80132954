/** Where an invitation leads no further: used, one's own already, dead, tried too often; each says what to do now. */
import { Trans, useLingui } from "@lingui/react/macro";
import type { Preview } from "@/concepts/admission/joining";
import { Banner, Button, buttonClass, dayName } from "@/kit";
import { inWords, Offline, Problem } from "@/sync/http";
import { EntryFrame } from "../entry/EntryFrame";
import { NotMe } from "./NotMe";

/** A slip by which somebody has joined. */
export function Already({ preview, ticket }: { preview: Preview; ticket: string }) {
  const { t } = useLingui();
  const when = preview.usedAt ? dayName(preview.usedAt).toLowerCase() : null;
  const mine = preview.state === "yours";
  return (
    <EntryFrame title={mine ? t`Вы уже вошли` : t`Приглашение использовано`} icon="ticket">
      {mine ? (
        <Banner tone="ok">
          <Trans>По этому приглашению вошли вы. Второй раз оно не нужно.</Trans>
        </Banner>
      ) : (
        <Banner
          tone="warn"
          title={when ? <Trans>По нему уже вошли {when}</Trans> : <Trans>По этому приглашению уже вошли</Trans>}
        >
          <p>
            <Trans>Личное приглашение действует один раз. Если вошли вы, просто откройте чаты.</Trans>
          </p>
          <p className="mt-2">
            <Trans>Это были не вы? Сообщите в школу: вход закроют и дадут новое приглашение.</Trans>
          </p>
        </Banner>
      )}
      <a className={buttonClass("primary", { wide: true })} href="/">
        <Trans>Открыть чаты</Trans>
      </a>
      {!mine && <NotMe preview={preview} ticket={ticket} />}
    </EntryFrame>
  );
}

/** Why the invitation did not open. */
export function Over({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const slug = error instanceof Problem ? error.slug : "";
  if (slug === "invitation-dead")
    return (
      <Banner tone="danger" title={<Trans>Приглашение не действует</Trans>}>
        <Trans>
          Срок вышел, его отозвали или в коде опечатка. Проверьте код. Новое приглашение даст классный руководитель или
          администратор: это минута.
        </Trans>
      </Banner>
    );
  return (
    <Banner
      tone="danger"
      action={
        error instanceof Offline &&
        onRetry && (
          <Button small weight="secondary" icon="refresh" onClick={onRetry}>
            <Trans>Повторить</Trans>
          </Button>
        )
      }
    >
      {inWords(error)}
    </Banner>
  );
}
