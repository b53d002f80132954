/** A clock, one tick, two ticks: how far an own message has come, in shape and in words. */
import { useLingui } from "@lingui/react/macro";
import { Icon } from "@/kit";

export type TickState = "waiting" | "sent" | "read" | "refused";

export function Ticks({ state, size = 16 }: { state: TickState; size?: number }) {
  const { t } = useLingui();
  const words = { waiting: t`отправляется`, sent: t`отправлено`, read: t`прочитано`, refused: t`не отправлено` };
  const icon = { waiting: "clock", sent: "check", read: "checks", refused: "error" } as const;
  const tone = state === "refused" ? "text-danger-text" : state === "read" ? "text-accent-text" : "";
  return (
    <span title={words[state]} className={tone}>
      <Icon name={icon[state]} size={state === "waiting" ? size - 3 : size} />
      <span className="sr-only">{words[state]}</span>
    </span>
  );
}
