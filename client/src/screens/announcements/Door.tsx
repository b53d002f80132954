/** «Объявления» above the chats, with how many wait: there as soon as there is anything to read or to write. */
import { Trans, useLingui } from "@lingui/react/macro";
import { Link } from "wouter";
import { routes } from "@/app/routes";
import { useWaiting } from "@/concepts/announcements/announcements";
import { Count, cx, Icon } from "@/kit";

export function Door() {
  const { t } = useLingui();
  const count = useWaiting().data?.count ?? 0;
  return (
    <Link
      href={routes.announcements}
      className="mx-1.5 flex min-h-14 items-center gap-3 rounded-2xl px-2.5 py-1.5 transition-colors active:bg-hover hoverable:hover:bg-hover"
    >
      <span
        className={cx(
          "flex size-11 shrink-0 items-center justify-center rounded-full",
          count ? "bg-accent text-on-accent" : "bg-sunken text-muted",
        )}
      >
        <Icon name="megaphone" size={22} />
      </span>
      <span className="min-w-0 flex-1">
        <span className="block truncate font-semibold">
          <Trans>Объявления</Trans>
        </span>
        <span className="block truncate text-sm text-muted">
          {count ? <Trans>Ждут, чтобы вы ознакомились</Trans> : <Trans>Официально от школы</Trans>}
        </span>
      </span>
      <Count value={count} label={t`Ждут ознакомления: ${count}`} />
    </Link>
  );
}
