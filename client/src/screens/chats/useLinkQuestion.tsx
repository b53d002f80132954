/** Whoever follows a link out of the school is asked first where it leads: see LinkQuestion, which remembers known sites. */
import { type MouseEvent, useState } from "react";
import { LinkQuestion } from "./later";

export function useLinkQuestion() {
  const [link, setLink] = useState<HTMLAnchorElement | null>(null);
  function ask(event: MouseEvent) {
    const anchor = (event.target as Element).closest<HTMLAnchorElement>("a[target=_blank]");
    if (!anchor || anchor.origin === location.origin) return;
    if (localStorage.getItem("parta.sites")?.includes(`|${anchor.hostname}|`)) return;
    event.preventDefault();
    setLink(anchor);
  }
  const question = link && <LinkQuestion link={link} onClose={() => setLink(null)} />;
  return { ask, question };
}
