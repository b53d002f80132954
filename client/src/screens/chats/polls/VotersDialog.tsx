/** «Кто как ответил», and who has not yet: for everybody in a named poll, for the class teacher alone in an anonymous one. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import type { Poll, Voters } from "@/concepts/polls/polls";
import { Dialog, EmptyState, ErrorState, SkeletonRows } from "@/kit";
import { call, inWords } from "@/sync/http";

export function VotersDialog({ poll, onClose }: { poll: Poll; onClose: () => void }) {
  const { t } = useLingui();
  const { data, error, refetch } = useQuery({
    queryKey: ["poll", poll.id, "voters", poll.voted],
    queryFn: () => call<Voters>("GET", `/api/polls/${poll.id}/voters`),
    staleTime: 0,
  });
  return (
    <Dialog open onClose={onClose} title={t`Кто как ответил`} description={poll.question}>
      {error ? (
        <ErrorState title={<Trans>Не удалось узнать</Trans>} onRetry={() => void refetch()}>
          {inWords(error)}
        </ErrorState>
      ) : !data ? (
        <SkeletonRows rows={5} avatar={false} />
      ) : (
        <Answer poll={poll} voters={data} />
      )}
    </Dialog>
  );
}

function Answer({ poll, voters }: { poll: Poll; voters: Voters }) {
  if (voters.voted.length === 0 && voters.silent.length === 0)
    return <EmptyState icon="readers" title={<Trans>Пока никто не ответил</Trans>} />;
  return (
    <div className="flex flex-col gap-4">
      {poll.choices.map((words, at) => (
        <Names
          key={words}
          title={words}
          names={voters.voted
            .filter((one) => one.choices.includes(at))
            .map((one) => (one.by ? `${one.name} (${one.by})` : one.name))}
        />
      ))}
      <Names title={<Trans>Ещё не ответили</Trans>} names={voters.silent} />
    </div>
  );
}

function Names({ title, names }: { title: React.ReactNode; names: string[] }) {
  if (names.length === 0) return null;
  return (
    <section>
      <h3 className="font-semibold wrap-anywhere">
        {title} <span className="font-normal text-muted tabular-nums">{names.length}</span>
      </h3>
      <ul className="text-muted">
        {names.map((name, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: namesakes stand in one list
          <li key={`${at} ${name}`} className="wrap-anywhere">
            {name}
          </li>
        ))}
      </ul>
    </section>
  );
}
