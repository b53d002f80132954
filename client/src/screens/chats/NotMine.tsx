/** A chat that is not the reader's: what may have happened, and the way back. */
import { Trans } from "@lingui/react/macro";
import { useLocation } from "wouter";
import { routes } from "@/app/routes";
import { Button, NoRights } from "@/kit";

export function NotMine() {
  const [, go] = useLocation();
  return (
    <NoRights
      whole
      title={<Trans>Этот чат вам не виден</Trans>}
      action={
        <Button onClick={() => go(routes.chats)}>
          <Trans>Ко всем чатам</Trans>
        </Button>
      }
    >
      <Trans>
        Возможно, вы больше не в этом классе или ссылка чужая. Если это ошибка, спросите классного руководителя.
      </Trans>
    </NoRights>
  );
}
