/** A poll in its message: the question, the choices with their share, and whose votes may be given here (C9). */
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { type Ballot, type Poll, usePoll, vote } from "@/concepts/polls/polls";
import type { Message } from "@/contract/wire";
import { Chips, momentInWords, Skeleton, toast } from "@/kit";
import { call, inWords } from "@/sync/http";
import { PollChoice } from "./PollChoice";
import { VotersDialog } from "./VotersDialog";

export function PollCard({ message }: { message: Message }) {
  const { data, error, refetch } = usePoll(message.poll ?? "");
  return (
    <div className="w-80 max-w-full pb-1">
      <p className="pt-1 pb-2 font-semibold wrap-anywhere">{message.text}</p>
      {data ? (
        <Answering poll={data} />
      ) : error ? (
        <button type="button" className="min-h-11 text-left text-sm text-muted" onClick={() => void refetch()}>
          {inWords(error)}. <Trans>Повторить</Trans>
        </button>
      ) : (
        <Skeleton className="h-32 rounded-xl" />
      )}
    </div>
  );
}

function Answering({ poll }: { poll: Poll }) {
  const { t } = useLingui();
  const client = useQueryClient();
  const [whose, choose] = useState(0);
  const [marked, mark] = useState<number[] | null>(null);
  const [busy, setBusy] = useState(false);
  const ballot = poll.ballots[whose] as Ballot | undefined;
  const open = ballot !== undefined && poll.mayVote && !poll.closed;
  const chosen = marked ?? ballot?.choices ?? [];
  const answered = (ballot?.choices.length ?? 0) > 0;

  async function give(choices: number[]) {
    setBusy(true);
    try {
      await vote(poll.id, choices, ballot?.childId ?? null);
      await client.invalidateQueries({ queryKey: ["poll", poll.id] });
      mark(null);
    } catch (refused) {
      toast(inWords(refused), { tone: "error" });
    }
    setBusy(false);
  }
  function press(at: number) {
    if (!poll.many) return void give([at]);
    mark(chosen.includes(at) ? chosen.filter((one) => one !== at) : [...chosen, at]);
  }
  return (
    <>
      {poll.ballots.length > 1 && (
        <div className="-mx-3">
          <Chips
            label={t`За кого голос`}
            value={String(whose)}
            onValue={(at) => {
              choose(Number(at));
              mark(null);
            }}
            choices={poll.ballots.map((one, at) => ({ value: String(at), label: one.name }))}
          />
        </div>
      )}
      {/* biome-ignore lint/a11y/useAriaPropsSupportedByRole: both roles have a name */}
      <div role={poll.many ? "group" : "radiogroup"} aria-label={t`Ответы`} className="flex flex-col gap-1">
        {poll.choices.map((words, at) => (
          <PollChoice
            key={words}
            words={words}
            many={poll.many}
            chosen={chosen.includes(at)}
            times={poll.counts ? (poll.counts[at] ?? 0) : null}
            voted={poll.voted}
            onPress={open && !busy ? () => press(at) : null}
          />
        ))}
      </div>
      {marked && (
        <button
          type="button"
          disabled={busy}
          className="min-h-11 w-full font-semibold text-accent-text"
          onClick={() => void give(marked)}
        >
          {marked.length ? <Trans>Проголосовать</Trans> : <Trans>Отозвать голос</Trans>}
        </button>
      )}
      {ballot?.by && open && (
        <p className="pt-1 text-sm text-muted">
          <Trans>Ответ уже дал другой представитель ({ballot.by}), его можно изменить.</Trans>
        </p>
      )}
      <About poll={poll} mayTakeBack={open && answered && !marked} onTakeBack={() => void give([])} />
    </>
  );
}

type AboutProps = { poll: Poll; mayTakeBack: boolean; onTakeBack: () => void };

function About({ poll, mayTakeBack, onTakeBack }: AboutProps) {
  const { t } = useLingui();
  const [asking, ask] = useState(false);
  const until = poll.closesAt ? momentInWords(poll.closesAt) : null;
  const { voted } = poll;
  const close = () =>
    call("POST", `/api/polls/${poll.id}/close`).catch((error: unknown) => toast(inWords(error), { tone: "error" }));
  const look = "min-h-9 font-semibold text-accent-text coarse:min-h-11";
  return (
    <div className="pt-1 text-sm text-muted">
      <p>
        <Plural value={voted} one="# голос" few="# голоса" many="# голосов" other="# голоса" />
        {" · "}
        {poll.closed ? t`опрос закрыт` : until ? t`до: ${until}` : t`без срока`}
        {poll.per === "child" && ` · ${t`один голос за ребёнка`}`}
      </p>
      <p>
        {!poll.anonymous
          ? t`Все видят, кто как ответил`
          : poll.leadersSeeNames
            ? t`Имена видит только классный руководитель`
            : t`Имён никто не видит`}
        {poll.shows === "afterClosing" && !poll.closed && `. ${t`Итог появится после закрытия`}`}
      </p>
      <p className="flex flex-wrap gap-x-4">
        {mayTakeBack && (
          <button type="button" className={look} onClick={onTakeBack}>
            <Trans>Отозвать голос</Trans>
          </button>
        )}
        {poll.maySeeVoters && (
          <button type="button" className={look} onClick={() => ask(true)}>
            <Trans>Кто как ответил</Trans>
          </button>
        )}
        {poll.mayClose && (
          <button type="button" className={look} onClick={() => void close()}>
            <Trans>Закрыть опрос</Trans>
          </button>
        )}
      </p>
      {asking && <VotersDialog poll={poll} onClose={() => ask(false)} />}
    </div>
  );
}
