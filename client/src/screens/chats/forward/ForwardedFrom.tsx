/** Above words that were carried on: whose they are. */
import { Trans } from "@lingui/react/macro";
import type { Message } from "@/contract/wire";
import { Icon } from "@/kit";

export function ForwardedFrom({ whose }: { whose: NonNullable<Message["forwarded"]> }) {
  const { name, badge } = whose;
  return (
    <p className="flex min-w-0 items-start gap-1 text-sm leading-5 text-accent-text">
      <Icon name="send" size={14} />
      <span className="min-w-0">
        <Trans>Переслано: {badge ? `${name} · ${badge}` : name}</Trans>
      </span>
      {whose.verified && <Icon name="verified" size={14} />}
    </p>
  );
}
