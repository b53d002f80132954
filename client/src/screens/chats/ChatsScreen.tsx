/** Chats: the list, and beside it (or over it, on a phone) one conversation. */
import { Trans } from "@lingui/react/macro";
import { EmptyState } from "@/kit";

export default function ChatsScreen() {
  return (
    <div className="flex h-full">
      <EmptyState icon="chats" title={<Trans>Чатов пока нет</Trans>}>
        <Trans>Они появятся сами, когда школа добавит вас в класс или назначит на должность.</Trans>
      </EmptyState>
    </div>
  );
}
