/** All signs, for whom the six of the menu are too few. */
import { useLingui } from "@lingui/react/macro";
import { others, quick } from "@/concepts/rooms/signs";
import type { Message } from "@/contract/wire";
import { cx, Dialog } from "@/kit";

export function SignPicker(props: {
  message: Message;
  onSign: (sign: string, on: boolean) => void;
  onClose: () => void;
}) {
  const { t } = useLingui();
  const own = new Set(props.message.reactions?.filter((one) => one.mine).map((one) => one.sign));
  return (
    <Dialog open onClose={props.onClose} title={t`Реакция на сообщение`}>
      <div className="grid max-h-[50dvh] grid-cols-[repeat(auto-fill,minmax(2.75rem,1fr))] overflow-y-auto">
        {[...quick, ...others].map((sign) => (
          <button
            key={sign}
            type="button"
            aria-label={sign}
            aria-pressed={own.has(sign)}
            onClick={() => {
              props.onSign(sign, !own.has(sign));
              props.onClose();
            }}
            className={cx(
              "flex min-h-11 items-center justify-center rounded-xl text-2xl hover:bg-hover",
              own.has(sign) && "bg-accent-soft",
            )}
          >
            {sign}
          </button>
        ))}
      </div>
    </Dialog>
  );
}
