/** Who is here: GET /api/me once, kept for a start without network; a lost session leads to the sign-in page. */
import { QueryClient, useQuery, useQueryClient } from "@tanstack/react-query";
import { createContext, type ReactNode, useContext, useEffect } from "react";
import type { Hat, Me } from "@/contract/wire";
import { call, Offline, onSignedOut, Problem } from "@/sync/http";
import { met, metAt, unmeet } from "@/sync/met";

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      retry: (count, error) => error instanceof Offline && navigator.onLine && count < 2,
      // Without network a question fails and says so; held back it would look like loading for ever.
      networkMode: "always",
      refetchOnReconnect: true,
      refetchOnWindowFocus: false,
    },
    mutations: { networkMode: "always" },
  },
});

const key = "parta.me";
/** What a device keeps opens without the server for a week at most: by then it has heard of a right that was lost (B9). */
const week = 7 * 86_400_000;

function remembered(): Me | undefined {
  try {
    if (Date.now() - metAt() > week) return undefined;
    return JSON.parse(localStorage.getItem(key) ?? "") as Me;
  } catch {
    return undefined;
  }
}

function remember(me: Me | null): void {
  try {
    if (me && !me.sharedComputer) localStorage.setItem(key, JSON.stringify(me));
    else localStorage.removeItem(key);
    if (me) met();
    else unmeet();
  } catch {
    // a private window may refuse storage: then there is no start without network
  }
}

async function fetchMe(): Promise<Me | null> {
  try {
    const me = await call<Me>("GET", "/api/me");
    remember(me);
    return me;
  } catch (error) {
    if (error instanceof Problem && error.status === 401) {
      remember(null);
      return null;
    }
    const kept = remembered();
    if (error instanceof Offline && kept) return kept;
    throw error;
  }
}

export type Session =
  | { state: "loading" }
  | { state: "failed"; retry: () => void; error: unknown }
  | { state: "out" }
  | { state: "in"; me: Me };

export function useSessionQuery(): Session {
  const client = useQueryClient();
  const query = useQuery({ queryKey: ["me"], queryFn: fetchMe, staleTime: Number.POSITIVE_INFINITY });
  useEffect(() => onSignedOut(() => void client.invalidateQueries({ queryKey: ["me"] })), [client]);
  if (query.data) return { state: "in", me: query.data };
  if (query.data === null) return { state: "out" };
  if (query.isError) return { state: "failed", retry: () => void query.refetch(), error: query.error };
  return { state: "loading" };
}

const Here = createContext<Me | null>(null);

export function SessionProvider({ me, children }: { me: Me; children: ReactNode }) {
  return <Here value={me}>{children}</Here>;
}

/** The signed-in person; only below the shell. */
export function useMe(): Me {
  const me = useContext(Here);
  if (!me) throw new Error("useMe outside of a session");
  return me;
}

/** Asks again who is here: after a sign-in, an accepted rule, a changed hat. */
export async function refreshMe(): Promise<void> {
  await queryClient.invalidateQueries({ queryKey: ["me"] });
}

/** What must be left behind on the device at sign-out: each keeper (chats, outbox) adds its own broom. */
const brooms = new Set<() => Promise<void> | void>();
export function onSignOut(broom: () => Promise<void> | void): () => void {
  brooms.add(broom);
  return () => brooms.delete(broom);
}

export async function wearHat(hat: Hat): Promise<void> {
  await call("POST", "/api/me/hat", { body: { personId: hat.personId, kind: hat.kind } });
  location.assign("/");
}

/** Ends the session and wipes what this device kept: phones are shared in families. */
export async function signOut(): Promise<void> {
  await call("POST", "/api/sign-out").catch((error: unknown) => {
    if (!(error instanceof Problem && error.status === 401)) throw error;
  });
  remember(null);
  await Promise.allSettled([...brooms].map(async (broom) => broom()));
  location.assign("/sign-in");
}
