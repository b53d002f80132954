/** A poll of a message: asked once, then folded with what its chat is told. */
import { queryOptions, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { useChats } from "@/concepts/rooms/hooks";
import type { components } from "@/contract/openapi";
import { call } from "@/sync/http";

export type Poll = components["schemas"]["Poll"];
export type Ballot = components["schemas"]["Ballot"];
export type NewPoll = components["schemas"]["NewPoll"];
export type Voters = components["schemas"]["Voters"];
type Told = components["schemas"]["PollChanged"];

const pollQuery = (id: string) =>
  queryOptions({ queryKey: ["poll", id], queryFn: () => call<Poll>("GET", `/api/polls/${id}`) });

/** The poll after the chat was told how it stands; its own votes change only by their own answers. */
export function fold(poll: Poll, { voted, counts, closed }: Told): Poll {
  return { ...poll, voted, counts, closed, mayClose: poll.mayClose && !closed };
}

export function usePoll(id: string) {
  const chats = useChats();
  const client = useQueryClient();
  const query = useQuery(pollQuery(id));
  const { closesAt, closed } = query.data ?? {};
  useEffect(
    () =>
      chats.listen(({ event }) => {
        const told = event as unknown as Told;
        if (told.kind !== "pollChanged" || told.pollId !== id) return;
        const known = client.getQueryData(pollQuery(id).queryKey);
        if (!known) return;
        client.setQueryData(pollQuery(id).queryKey, fold(known, told));
        // What was hidden until the end, and another parent's answer for the child, are asked for.
        if (known.per === "child" || told.closed !== known.closed)
          void client.invalidateQueries({ queryKey: ["poll", id] });
      }),
    [chats, client, id],
  );
  useEffect(() => {
    const left = closesAt && !closed ? Date.parse(closesAt) - Date.now() : Number.POSITIVE_INFINITY;
    if (left > 86_400_000) return;
    const timer = setTimeout(
      () => void client.invalidateQueries({ queryKey: ["poll", id] }),
      Math.max(0, left) + 1_000,
    );
    return () => clearTimeout(timer);
  }, [client, id, closesAt, closed]);
  return query;
}

export async function vote(id: string, choices: number[], childId: string | null): Promise<void> {
  await call("PUT", `/api/polls/${id}/vote`, { body: { choices, childId } });
}
