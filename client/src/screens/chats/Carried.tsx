/** What a message without words carries, in one word. */
import { Trans } from "@lingui/react/macro";
import type { FileKind, Message } from "@/contract/wire";

export function Carried(props: { by?: Message | null; kind?: FileKind | null }) {
  const kind = props.kind ?? props.by?.attachments?.[0]?.kind;
  if (!kind) return <Trans>Сообщение</Trans>;
  return kind === "photo" ? <Trans>Фото</Trans> : <Trans>Файл</Trans>;
}
