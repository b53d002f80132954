/** A pupil is asked before a link leads out of the school: where to, in plain words. */
import { Trans, useLingui } from "@lingui/react/macro";
import { type MouseEvent, useState } from "react";
import { useMe } from "@/app/session";
import { Button, buttonClass, Dialog } from "@/kit";

export function useLinkQuestion() {
  const { t } = useLingui();
  const me = useMe();
  const [link, setLink] = useState<URL | null>(null);
  function ask(event: MouseEvent) {
    if (me.current?.kind !== "pupil") return;
    const anchor = (event.target as Element).closest<HTMLAnchorElement>("a[target=_blank]");
    if (!anchor || anchor.origin === location.origin) return;
    event.preventDefault();
    setLink(new URL(anchor.href));
  }
  const close = () => setLink(null);
  const question = link && (
    <Dialog
      open
      onClose={close}
      title={t`Открыть другой сайт?`}
      description={t`Ссылка ведёт на «${link.hostname}». Никому не сообщай там пароли и коды.`}
      actions={
        <>
          <Button weight="secondary" onClick={close}>
            <Trans>Остаться</Trans>
          </Button>
          <a
            href={link.href}
            target="_blank"
            rel="noopener noreferrer nofollow"
            onClick={close}
            className={buttonClass()}
          >
            <Trans>Открыть</Trans>
          </a>
        </>
      }
    />
  );
  return { ask, question };
}
