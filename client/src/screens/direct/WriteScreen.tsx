/** «Новое сообщение»: only those to whom one may write; parents ask each other first (C12). */
import { Trans, useLingui } from "@lingui/react/macro";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useDeferredValue, useState } from "react";
import { Page } from "@/app/Page";
import { routes } from "@/app/routes";
import { type Contact, contactsQuery } from "@/concepts/direct/direct";
import { Avatar, Badge, Button, Card, EmptyState, Icon, ListRow, SearchInput } from "@/kit";
import { Asked } from "@/screens/school/Asked";
import { useBegin } from "./useBegin";
import { useContactWords } from "./words";

export default function WriteScreen() {
  const { t } = useLingui();
  const [typed, type] = useState("");
  const query = useInfiniteQuery(contactsQuery(useDeferredValue(typed.trim())));
  const { busy, write } = useBegin();
  return (
    <Page title={t`Новое сообщение`} back={routes.chats}>
      <SearchInput
        aria-label={t`Найти по фамилии или имени`}
        placeholder={t`Фамилия или имя`}
        value={typed}
        onChange={(event) => type(event.target.value)}
      />
      <Asked query={query}>
        {(found) => {
          const people = found.pages.flatMap((page) => page.items);
          if (people.length === 0) return <Nobody searched={typed.trim() !== ""} />;
          return (
            <Card>
              <div className="-mx-4 -my-2">
                {people.map((one) => (
                  <Row
                    key={one.personId + one.hat}
                    contact={one}
                    busy={busy === one.personId + one.hat}
                    onWrite={() => void write(one)}
                  />
                ))}
              </div>
            </Card>
          );
        }}
      </Asked>
      {query.hasNextPage && (
        <Button weight="secondary" wide busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          <Trans>Показать ещё</Trans>
        </Button>
      )}
    </Page>
  );
}

function Row({ contact, busy, onWrite }: { contact: Contact; busy: boolean; onWrite: () => void }) {
  const { t } = useLingui();
  const words = useContactWords();
  return (
    <ListRow
      onClick={busy ? undefined : onWrite}
      start={<Avatar name={contact.name} seed={contact.personId} />}
      title={contact.name}
    >
      <span className="flex flex-wrap items-center gap-1.5">
        {contact.verified && <Icon name="verified" size={15} className="text-accent-text" />}
        {words(contact)}
        {contact.asks && <Badge>{t`с его согласия`}</Badge>}
      </span>
    </ListRow>
  );
}

function Nobody({ searched }: { searched: boolean }) {
  if (searched)
    return (
      <EmptyState icon="people" title={<Trans>Никого не нашлось</Trans>}>
        <Trans>Здесь только те, кому вы можете написать лично. Проверьте, как написано имя.</Trans>
      </EmptyState>
    );
  return (
    <EmptyState icon="people" title={<Trans>Писать лично пока некому</Trans>}>
      <Trans>Здесь появятся те, кому можно написать по правилам школы, когда они войдут в «Парту».</Trans>
    </EmptyState>
  );
}
