/** The calm page around every step of entry: the school's name on top, whom to ask below. */
import { Trans } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useEffect } from "react";
import type { Welcome } from "@/concepts/identity/access";
import { Icon, type IconName, OfflineStrip } from "@/kit";
import { call, Offline } from "@/sync/http";

export function useWelcome() {
  return useQuery({ queryKey: ["welcome"], queryFn: () => call<Welcome>("GET", "/api/welcome"), staleTime: 600_000 });
}

export function EntryFrame({ title, icon, children }: { title: string; icon: IconName; children: ReactNode }) {
  const welcome = useWelcome();
  const school = welcome.data?.school;
  useEffect(() => {
    document.title = `${title} · Парта`;
  }, [title]);
  return (
    <div className="flex min-h-full flex-col bg-surface desk:bg-page desk:pt-6">
      {welcome.error instanceof Offline && <OfflineStrip />}
      <main className="m-auto flex w-full max-w-md flex-col gap-6 px-5 py-8 desk:rounded-3xl desk:bg-surface desk:px-8 desk:shadow-card">
        <div className="flex flex-col items-center gap-3 text-center">
          <span className="flex size-16 items-center justify-center rounded-2xl bg-accent text-on-accent">
            <Icon name={icon} size={34} />
          </span>
          <div>
            <h1 className="text-2xl font-semibold">{title}</h1>
            {school && <p className="mt-1 text-muted">{school.shortName}</p>}
          </div>
        </div>
        {children}
      </main>
      <Help welcome={welcome.data} />
    </div>
  );
}

/** Every page of entry names whom to ask (issue 4, deliverable 4). */
function Help({ welcome }: { welcome: Welcome | undefined }) {
  const school = welcome?.school;
  return (
    <footer className="px-5 pb-6 text-center text-sm text-muted">
      {school?.helpPhone ? (
        <p>
          <Trans>Не получается войти? Позвоните в школу:</Trans>{" "}
          <a className="inline-flex min-h-11 items-center text-accent-text underline" href={`tel:${school.helpPhone}`}>
            {school.helpPhone}
          </a>
          {school.helpHours && <span className="block">{school.helpHours}</span>}
        </p>
      ) : (
        <p>
          <Trans>Не получается войти? Новый код даст классный руководитель или администратор школы.</Trans>
        </p>
      )}
    </footer>
  );
}
