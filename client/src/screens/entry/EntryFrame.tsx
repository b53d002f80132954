/** The calm page around every step of entry: the school's name on top, whom to ask below. */
import { type ReactNode, useEffect } from "react";
import { Icon, type IconName, OfflineStrip } from "@/kit";
import { Offline } from "@/sync/http";
import { useReach } from "@/sync/network";
import Help from "./Help";
import { useWelcome } from "./welcome";

export function EntryFrame({ title, icon, children }: { title: string; icon: IconName; children: ReactNode }) {
  const welcome = useWelcome();
  const { reach } = useReach();
  const school = welcome.data?.school;
  useEffect(() => {
    document.title = `${title} · Парта`;
  }, [title]);
  return (
    <div className="flex min-h-full flex-col bg-surface desk:bg-page desk:pt-6">
      {reach !== "offline" && welcome.error instanceof Offline && <OfflineStrip />}
      <main className="m-auto flex w-full max-w-md flex-col gap-6 px-5 py-8 desk:rounded-3xl desk:bg-surface desk:px-8 desk:shadow-card">
        <div className="flex flex-col items-center gap-3 text-center">
          {school?.logoId ? (
            <img src={`/api/logos/${school.logoId}`} alt="" className="h-16 max-w-40 object-contain" />
          ) : (
            <span className="flex size-16 items-center justify-center rounded-2xl bg-accent text-on-accent">
              <Icon name={icon} size={34} />
            </span>
          )}
          <div>
            <h1 className="text-2xl font-semibold wrap-anywhere">{title}</h1>
            {school && <p className="mt-1 text-muted">{school.shortName}</p>}
          </div>
        </div>
        {children}
      </main>
      <Help entering />
    </div>
  );
}
