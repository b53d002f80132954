/** Whose messages alone are shown, and the way back to everybody's. */
import { Trans, useLingui } from "@lingui/react/macro";
import { IconButton } from "@/kit";

export function Narrowed({ by, onWiden }: { by: string; onWiden: () => void }) {
  const { t } = useLingui();
  return (
    <p className="flex items-center gap-2 rounded-xl bg-accent-soft pl-3 text-sm text-accent-text">
      <span className="min-w-0 flex-1 truncate">
        <Trans>Только сообщения: {by}</Trans>
      </span>
      <IconButton icon="close" size={18} label={t`Искать у всех`} onClick={onWiden} />
    </p>
  );
}
