/** A message of the page itself: what happened or what is awaited, with what can be done. */
import type { ReactNode } from "react";
import { cx } from "./cx";
import { Icon, type IconName } from "./Icon";

type Tone = "info" | "ok" | "warn" | "danger";
const tones: Record<Tone, { box: string; icon: IconName }> = {
  info: { box: "bg-accent-soft text-accent-text", icon: "info" },
  ok: { box: "bg-ok-soft text-ok-text", icon: "ok" },
  warn: { box: "bg-warn-soft text-warn-text", icon: "alert" },
  danger: { box: "bg-danger-soft text-danger-text", icon: "error" },
};

export function Banner(props: {
  tone?: Tone;
  title?: ReactNode;
  children?: ReactNode;
  action?: ReactNode;
  icon?: IconName;
}) {
  const tone = tones[props.tone ?? "info"];
  return (
    <section
      role={props.tone === "danger" ? "alert" : "status"}
      className={cx("flex gap-3 rounded-2xl px-4 py-3", tone.box)}
    >
      <Icon name={props.icon ?? tone.icon} size={20} className="mt-0.5" />
      <div className="min-w-0 flex-1">
        {props.title && <p className="font-semibold">{props.title}</p>}
        {props.children && <div className="text-text">{props.children}</div>}
        {props.action && <div className="mt-2 -ml-8 flex flex-wrap gap-2 desk:ml-0">{props.action}</div>}
      </div>
    </section>
  );
}
