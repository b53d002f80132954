/** The question before a link leads to another site: the real host in plain words, an address in other letters shown as it is (E14). */
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { useMe } from "@/app/session";
import { Button, buttonClass, Checkbox, Dialog } from "@/kit";

/** From now on this site opens without a question on this device. */
function trust(host: string): void {
  localStorage.setItem("parta.sites", `${localStorage.getItem("parta.sites") ?? ""}|${host}|`);
}

export function LinkQuestion({ link, onClose }: { link: HTMLAnchorElement; onClose: () => void }) {
  const { t } = useLingui();
  const pupil = useMe().current?.kind === "pupil";
  const [known, know] = useState(false);
  const host = link.hostname;
  const odd = /(^|\.)xn--/.test(host);
  const named = link.textContent?.match(/[^\s/:@]+\.[^\s/:@]+/)?.[0] ?? "";
  return (
    <Dialog
      open
      onClose={onClose}
      title={t`Открыть другой сайт?`}
      description={
        pupil
          ? t`Ссылка ведёт на «${host}». Это не сайт школы. Никому не сообщай там пароли и коды.`
          : t`Ссылка ведёт на «${host}». Это не сайт школы. Не вводите там пароль и код из приглашения.`
      }
      actions={
        <>
          <Button weight="secondary" onClick={onClose}>
            <Trans>Остаться</Trans>
          </Button>
          <a
            href={link.href}
            target="_blank"
            rel="noopener noreferrer nofollow"
            onClick={() => {
              if (known) trust(host);
              onClose();
            }}
            className={buttonClass()}
          >
            <Trans>Открыть</Trans>
          </a>
        </>
      }
    >
      {odd && (
        <p className="rounded-xl bg-warn-soft px-4 py-3 text-text">
          <Trans>
            В сообщении адрес написан как «{named}»: в нём не только латинские буквы. Так подделывают знакомые сайты.
            Настоящий адрес — «{host}».
          </Trans>
        </p>
      )}
      {!pupil && !odd && (
        <Checkbox
          checked={known}
          onChecked={know}
          label={<Trans>Больше не спрашивать про «{host}» на этом устройстве</Trans>}
        />
      )}
    </Dialog>
  );
}
