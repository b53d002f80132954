/** «Это не я»: whoever holds a slip of somebody else, or finds his own used, tells the school with one press. */
import { Trans } from "@lingui/react/macro";
import { useState } from "react";
import type { Preview } from "@/concepts/admission/joining";
import { Banner, Button, buttonClass } from "@/kit";
import { call, inWords } from "@/sync/http";

export function NotMe({ preview, ticket }: { preview: Preview; ticket: string }) {
  const [state, setState] = useState<"idle" | "busy" | "told">("idle");
  const [error, setError] = useState<unknown>(null);
  const { helpPhone } = preview.school;
  const used = preview.state === "used";
  async function tell() {
    setState("busy");
    setError(null);
    try {
      await call("POST", "/api/joining/not-me", { body: { ticket } });
      setState("told");
    } catch (refused) {
      setError(refused);
      setState("idle");
    }
  }
  if (state === "told")
    return (
      <div role="status" className="flex flex-col gap-4">
        <Banner tone="ok" title={<Trans>Школа узнала</Trans>}>
          {used ? (
            <Trans>Чужой вход закроют и дадут вам новое приглашение.</Trans>
          ) : (
            <Trans>Верните листок в школу: там напечатают ваше приглашение.</Trans>
          )}
        </Banner>
        {helpPhone && (
          <a className={buttonClass("secondary", { wide: true })} href={`tel:${helpPhone}`}>
            <Trans>Позвонить в школу</Trans>
          </a>
        )}
      </div>
    );
  return (
    <>
      {error !== null && <Banner tone="danger">{inWords(error)}</Banner>}
      <Button weight={used ? "secondary" : "quiet"} wide busy={state === "busy"} onClick={() => void tell()}>
        {used ? (
          <Trans>Вошли не мы: сообщить в школу</Trans>
        ) : preview.name ? (
          <Trans>Это не я</Trans>
        ) : (
          <Trans>Это не мой ребёнок</Trans>
        )}
      </Button>
    </>
  );
}
