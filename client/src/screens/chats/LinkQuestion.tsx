/** «Открыть другой сайт?»: where a link leads, in plain words. */
import { Trans, useLingui } from "@lingui/react/macro";
import { Button, buttonClass, Dialog } from "@/kit";

export function LinkQuestion({ link, onClose }: { link: URL; onClose: () => void }) {
  const { t } = useLingui();
  return (
    <Dialog
      open
      onClose={onClose}
      title={t`Открыть другой сайт?`}
      description={t`Ссылка ведёт на «${link.hostname}». Никому не сообщай там пароли и коды.`}
      actions={
        <>
          <Button weight="secondary" onClick={onClose}>
            <Trans>Остаться</Trans>
          </Button>
          <a
            href={link.href}
            target="_blank"
            rel="noopener noreferrer nofollow"
            onClick={onClose}
            className={buttonClass()}
          >
            <Trans>Открыть</Trans>
          </a>
        </>
      }
    />
  );
}
