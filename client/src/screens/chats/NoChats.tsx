/** The list of chats when there is nothing to list: none yet, or none of the chosen ones. */
import { Trans } from "@lingui/react/macro";
import { Button, EmptyState } from "@/kit";

export function NoChats({ anyRoom, reset }: { anyRoom: boolean; reset: () => void }) {
  if (anyRoom)
    return (
      <EmptyState
        icon="search"
        title={<Trans>Здесь пока пусто</Trans>}
        action={
          <Button weight="secondary" onClick={reset}>
            <Trans>Показать все чаты</Trans>
          </Button>
        }
      />
    );
  return (
    <EmptyState icon="chats" title={<Trans>Чатов пока нет</Trans>}>
      <Trans>Они появятся сами, когда школа добавит вас в класс или назначит на должность.</Trans>
    </EmptyState>
  );
}
