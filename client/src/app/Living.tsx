/** Keeps the live part running while somebody is signed in: chats, socket, outbox; started and stopped with the person. */
import { type ReactNode, Suspense, useEffect, useState } from "react";
import { ChatsHere } from "@/concepts/rooms/hooks";
import { Chats } from "@/concepts/rooms/store";
import type { Me } from "@/contract/wire";
import { arrives, arriving, SkeletonRows } from "@/kit";
import { onSignOut, refreshMe } from "./session";

const News = arrives(async () => ({ default: (await import("@/screens/announcements/Place")).News }));

export function Living({ me, children }: { me: Me; children: ReactNode }) {
  const person = me.current?.personId;
  const kind = me.current?.kind;
  const [chats, setChats] = useState<Chats | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a renewed `me` of the same person and hat must not restart the chats
  useEffect(() => {
    if (!person) return;
    const living = new Chats(me, person, refreshMe);
    setChats(living);
    void living.start();
    const forget = onSignOut(() => living.wipe());
    const notices = arriving(() => import("@/screens/notifications/Place"))
      .then(({ attend }) => attend(living))
      .catch(() => () => {});
    return () => {
      void notices.then((leave) => leave());
      forget();
      living.stop();
    };
  }, [person, kind]);
  if (person && !chats) return <SkeletonRows />;
  return (
    <ChatsHere value={chats}>
      {children}
      {chats && (
        <Suspense fallback={null}>
          <News guardian={kind === "guardian"} />
        </Suspense>
      )}
    </ChatsHere>
  );
}
