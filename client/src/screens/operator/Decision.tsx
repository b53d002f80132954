/** To approve an application, or to refuse it with a reason; each says first what it brings about. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import type { ApplicationCard } from "@/concepts/founding/applications";
import { Button, Dialog, Field, TextArea } from "@/kit";
import { useDesk } from "./useDesk";

export function Decision({ card, at, name }: { card: ApplicationCard; at: string; name: string }) {
  const { t } = useLingui();
  const [asking, ask] = useState<"approve" | "refuse" | null>(null);
  const [reason, setReason] = useState("");
  const act = useDesk(() => ask(null));
  const seen = card.steps.at(-1)?.number ?? 0;
  return (
    <div className="flex flex-wrap gap-2">
      <Button icon="check" onClick={() => ask("approve")}>
        <Trans>Одобрить</Trans>
      </Button>
      <Button weight="secondary" onClick={() => ask("refuse")}>
        <Trans>Отклонить</Trans>
      </Button>
      <Dialog
        open={asking === "approve"}
        onClose={() => ask(null)}
        title={t`Подключить школу?`}
        description={t`Школа появится на площадке. ${name} получит письмо и войдёт администратором: код придёт только на телефон или почту из заявки.`}
        actions={
          <Button
            busy={act.isPending}
            onClick={() => act.mutate({ path: `${at}/approve`, body: { seen }, done: t`Школа подключена` })}
          >
            <Trans>Подключить</Trans>
          </Button>
        }
      />
      <Dialog
        open={asking === "refuse"}
        onClose={() => ask(null)}
        title={t`Отклонить заявку?`}
        description={t`Заявитель прочтёт причину, исправит и сможет отправить ещё раз.`}
        actions={
          <Button
            weight="danger"
            busy={act.isPending}
            disabled={!reason.trim()}
            onClick={() => act.mutate({ path: `${at}/refuse`, body: { seen, reason }, done: t`Заявка отклонена` })}
          >
            <Trans>Отклонить заявку</Trans>
          </Button>
        }
      >
        <Field label={<Trans>Причина</Trans>} required>
          <TextArea value={reason} maxLength={2000} onChange={(event) => setReason(event.target.value)} />
        </Field>
      </Dialog>
    </div>
  );
}
