/** The shape of a conversation while it loads. */
import { useLingui } from "@lingui/react/macro";
import { cx, Skeleton } from "@/kit";

const shapes = [
  "w-3/5 h-16",
  "w-2/5 h-11 mine",
  "w-1/2 h-11",
  "w-2/3 h-20",
  "w-1/2 h-14 mine",
  "w-2/5 h-11",
  "w-3/5 h-16",
];

export function SkeletonMessages() {
  const { t } = useLingui();
  return (
    <div
      role="status"
      aria-label={t`Сообщения загружаются`}
      className="flex min-h-0 flex-1 flex-col justify-end gap-2 overflow-hidden px-3 py-3 desk:px-4"
    >
      {shapes.map((shape) => (
        <div key={shape} className={cx("mx-auto flex w-full max-w-3xl", shape.includes("mine") && "justify-end")}>
          <Skeleton className={cx("rounded-2xl bg-surface", shape.replace(" mine", ""))} />
        </div>
      ))}
    </div>
  );
}
