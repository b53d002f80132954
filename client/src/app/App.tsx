/** Puts the screen of the current address into its frame, for whoever may see it. */
import { Trans } from "@lingui/react/macro";
import { type ReactNode, Suspense, useEffect } from "react";
import { Redirect, Route, Switch, useLocation } from "wouter";
import type { Me } from "@/contract/wire";
import { EmptyState, ErrorState, OfflineStrip, SkeletonRows, Toasts } from "@/kit";
import { inWords } from "@/sync/http";
import { useReach } from "@/sync/network";
import { ErrorBoundary } from "./ErrorBoundary";
import { Hats } from "./HatSwitcher";
import { HelpLine } from "./HelpLine";
import { Living } from "./Living";
import { routes } from "./routes";
import { Shell } from "./Shell";
import { prefetchChats, type Screen, screens } from "./screens";
import { SessionProvider, useSessionQuery } from "./session";
import { startOf } from "./start";

export function App() {
  const [address] = useLocation();
  return (
    <ErrorBoundary name={address}>
      <Switch>
        {screens
          .filter((screen) => screen.access === "public")
          .map((screen) => (
            <Route key={screen.route} path={screen.route}>
              <Stage screen={screen} />
            </Route>
          ))}
        <Route>
          <SignedIn />
        </Route>
      </Switch>
      <Toasts />
    </ErrorBoundary>
  );
}

function SignedIn() {
  const session = useSessionQuery();
  const [address] = useLocation();
  useEffect(prefetchChats, []);
  if (session.state === "loading")
    return (
      <div className="h-full bg-surface desk:ml-18 desk:w-[340px]">
        <Waiting />
      </div>
    );
  if (session.state === "failed")
    return (
      <main className="flex h-full flex-col">
        <ErrorState whole title={<Trans>Не удалось открыть «Парту»</Trans>} onRetry={session.retry}>
          {inWords(session.error)}
        </ErrorState>
        <HelpLine />
      </main>
    );
  if (session.state === "out")
    return (
      <Redirect
        to={address === "/" ? routes.signIn : `${routes.signIn}?next=${encodeURIComponent(address + location.search)}`}
        replace
      />
    );
  return (
    <SessionProvider me={session.me}>
      <Places me={session.me} />
    </SessionProvider>
  );
}

function Places({ me }: { me: Me }) {
  const start = startOf(me);
  const atDesk = me.operator && !me.current && me.pending.length === 0;
  const open = screens.filter(
    (screen) => screen.access === "start" || (screen.access === "signed" && (!start || (atDesk && screen.operator))),
  );
  if (!me.current && !start) return <HatChoice />;
  return (
    <Living me={me}>
      <Switch>
        {open.map((screen) => (
          <Route key={screen.route} path={screen.route}>
            <Stage screen={screen} />
          </Route>
        ))}
        <Route path={routes.home}>
          <Redirect to={start ?? routes.chats} replace />
        </Route>
        <Route>
          {start ? (
            <Redirect to={start} replace />
          ) : (
            <Shell>
              <main className="flex h-full flex-col">
                <EmptyState whole icon="search" title={<Trans>Такой страницы нет</Trans>}>
                  <Trans>Возможно, ссылка устарела. Все чаты — на своём месте.</Trans>
                </EmptyState>
                <HelpLine />
              </main>
            </Shell>
          )}
        </Route>
      </Switch>
    </Living>
  );
}

/** Signed in, but as whom? With several hats (and none worn yet) the person chooses. */
function HatChoice() {
  return (
    <main className="mx-auto flex min-h-full max-w-md flex-col justify-center gap-4 px-8 py-8">
      <h1 className="text-xl font-semibold">
        <Trans>Кто вы сейчас</Trans>
      </h1>
      <Hats />
    </main>
  );
}

function Stage({ screen }: { screen: Screen }): ReactNode {
  const [address] = useLocation();
  const view = (
    <ErrorBoundary name={address}>
      <Suspense fallback={<Waiting />}>
        <screen.view />
      </Suspense>
    </ErrorBoundary>
  );
  if (screen.frame === "bare") return <Bare>{view}</Bare>;
  return <Shell wholePhone={screen.wholePhone}>{view}</Shell>;
}

function Bare({ children }: { children: ReactNode }) {
  const { reach } = useReach();
  return (
    <div className="flex h-full flex-col">
      {reach === "offline" && <OfflineStrip />}
      <div className="min-h-0 flex-1 overflow-y-auto">{children}</div>
    </div>
  );
}

/** Before the session, and before a screen's own code is here. */
function Waiting() {
  return (
    <main className="h-full">
      <h1 className="sr-only">
        <Trans>Открываем «Парту»</Trans>
      </h1>
      <SkeletonRows />
    </main>
  );
}
