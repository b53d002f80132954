/** People that were found by name: their messages are one press away, and for staff their card in the school's lists. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useLocation } from "wouter";
import { path, routes } from "@/app/routes";
import { type PersonHit, usePeopleSearch } from "@/concepts/search/search";
import { Avatar, EmptyState, ErrorState, Icon, IconButton, SkeletonRows } from "@/kit";
import { inWords } from "@/sync/http";

export function PeopleResults({ query, onChoose }: { query: string; onChoose: (person: PersonHit) => void }) {
  const { data, error, refetch } = usePeopleSearch(query, true);
  if (error)
    return (
      <ErrorState title={<Trans>Не удалось найти</Trans>} onRetry={() => void refetch()}>
        {inWords(error)}
      </ErrorState>
    );
  if (!data) return <SkeletonRows rows={4} />;
  if (data.length === 0)
    return (
      <EmptyState icon="people" title={<Trans>Никого не нашлось</Trans>}>
        <Trans>Здесь видны участники ваших чатов и те, чьи списки открыты вам в школе.</Trans>
      </EmptyState>
    );
  return (
    <ul>
      {data.map((person) => (
        <PersonRow key={person.id} person={person} onChoose={onChoose} />
      ))}
    </ul>
  );
}

function PersonRow({ person, onChoose }: { person: PersonHit; onChoose: (person: PersonHit) => void }) {
  const { t } = useLingui();
  const [, go] = useLocation();
  return (
    <li className="flex items-center pr-1.5">
      <button
        type="button"
        onClick={() => onChoose(person)}
        className="mx-1.5 flex min-h-14 min-w-0 flex-1 items-center gap-3 rounded-2xl px-2.5 py-1.5 text-left transition-colors active:bg-hover hoverable:hover:bg-hover"
      >
        <Avatar name={person.name} seed={person.id} size={40} />
        <span className="min-w-0 flex-1">
          <span className="flex items-center gap-1">
            <span className="truncate font-medium">{person.name}</span>
            {person.verified && <Icon name="verified" size={15} className="text-accent-text" />}
          </span>
          <span className="block truncate text-sm text-muted">{person.about}</span>
        </span>
      </button>
      {person.listed && (
        <IconButton
          icon="person"
          label={t`Карточка: ${person.name}`}
          onClick={() => go(path(routes.person, { personId: person.id }))}
        />
      )}
    </li>
  );
}
