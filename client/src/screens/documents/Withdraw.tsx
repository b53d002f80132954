/** A consent is taken back: the consequence first, then the act. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import type { MyConsent } from "@/concepts/admission/consents";
import { Button, Dialog, toast } from "@/kit";
import { call, inWords } from "@/sync/http";

type Props = { one: MyConsent; required: boolean; onClose: () => void; onDone: () => Promise<void> };

export function Withdraw({ one, required, onClose, onDone }: Props) {
  const { t } = useLingui();
  const [busy, setBusy] = useState(false);
  async function withdraw() {
    setBusy(true);
    try {
      await call("POST", `/api/my/consent/${one.personId}/withdraw`);
      await onDone();
      toast(t`Согласие отозвано`);
      onClose();
    } catch (error) {
      toast(inWords(error), { tone: "error" });
      setBusy(false);
    }
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={t`Отозвать согласие?`}
      description={
        <>
          {!required ? (
            <Trans>Школа не требует согласия для чатов: они останутся открыты.</Trans>
          ) : one.own ? (
            <Trans>Ваши чаты закроются сразу.</Trans>
          ) : (
            <Trans>Чаты ребёнка закроются сразу. Ваши останутся.</Trans>
          )}{" "}
          <Trans>
            Написанное не удалится, важное школа передаст на бумаге. На учёбу это не влияет. Передумать можно в любой
            день.
          </Trans>
        </>
      }
      actions={
        <>
          <Button weight="secondary" onClick={onClose}>
            <Trans>Оставить</Trans>
          </Button>
          <Button weight="danger" busy={busy} onClick={() => void withdraw()}>
            <Trans>Отозвать</Trans>
          </Button>
        </>
      }
    />
  );
}
