/** A pupil is asked before a link leads out of the school: see LinkQuestion. */
import { type MouseEvent, useState } from "react";
import { useMe } from "@/app/session";
import { LinkQuestion } from "./later";

export function useLinkQuestion() {
  const me = useMe();
  const [link, setLink] = useState<URL | null>(null);
  function ask(event: MouseEvent) {
    if (me.current?.kind !== "pupil") return;
    const anchor = (event.target as Element).closest<HTMLAnchorElement>("a[target=_blank]");
    if (!anchor || anchor.origin === location.origin) return;
    event.preventDefault();
    setLink(new URL(anchor.href));
  }
  const question = link && <LinkQuestion link={link} onClose={() => setLink(null)} />;
  return { ask, question };
}
