/** What a search of all chats found, below the chats themselves: messages, photos, files, links, people; narrowed by person and day. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { type MessageKind, type PersonHit, shortest } from "@/concepts/search/search";
import { useLater } from "@/concepts/search/useLater";
import { Chips } from "@/kit";
import { WriteTo } from "../direct/WriteTo";
import { Days, type Period } from "./Days";
import { MessageResults } from "./MessageResults";
import { Narrowed } from "./Narrowed";
import { PeopleResults } from "./PeopleResults";

type What = "messages" | "people" | MessageKind;

export function Results({ query }: { query: string }) {
  const { t } = useLingui();
  const [what, look] = useState<What>("messages");
  // Whoever was found by his name: until other words are typed, all of his messages.
  const [author, from] = useState<(PersonHit & { typed: string }) | null>(null);
  const [period, during] = useState<Period>({});
  const typed = useLater(query.trim());
  if (typed.length < shortest && !author)
    return (
      <p className="px-4 py-3 text-sm text-muted">
        <Trans>Введите ещё букву, чтобы искать в сообщениях.</Trans>
      </p>
    );
  return (
    <section aria-label={t`Найденное`} className="pb-4">
      <div className="flex items-center">
        <div className="min-w-0 flex-1">
          <Chips
            label={t`Что искать`}
            value={what}
            onValue={look}
            choices={[
              { value: "messages", label: t`Сообщения` },
              { value: "people", label: t`Люди` },
              { value: "photo", label: t`Фото` },
              { value: "file", label: t`Файлы` },
              { value: "link", label: t`Ссылки` },
            ]}
          />
        </div>
        {what !== "people" && <Days period={period} onPeriod={during} />}
      </div>
      {author && what !== "people" && (
        <div className="flex flex-col gap-1.5 px-3 pb-1">
          <Narrowed by={author.name} onWiden={() => from(null)} />
          <WriteTo personId={author.id} />
        </div>
      )}
      {what === "people" ? (
        <PeopleResults
          query={typed}
          onChoose={(person) => {
            from({ ...person, typed });
            look("messages");
          }}
        />
      ) : (
        <MessageResults
          question={{
            query: author && typed === author.typed ? "" : typed,
            author: author?.id,
            kind: what === "messages" ? undefined : what,
            ...period,
          }}
        />
      )}
    </section>
  );
}
