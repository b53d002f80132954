/** The words of a message as React nodes: marks, links, mentions. Nothing a person wrote is ever HTML. */
import { Trans } from "@lingui/react/macro";
import { Fragment, memo, type ReactNode } from "react";
import { type Inline, isJumbo, parse } from "@/concepts/rooms/grammar";
import type { Author, PersonId } from "@/contract/wire";

type Names = { me: PersonId; authors: ReadonlyMap<PersonId, Author> };

export const MessageText = memo(function MessageText({ text, me, authors }: Names & { text: string }) {
  if (isJumbo(text)) return <span className="text-[2.5rem] leading-tight">{text}</span>;
  return parse(text).map((part, at) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: parts of one text have no other name and never move
    <Fragment key={at}>{draw(part, { me, authors })}</Fragment>
  ));
});

function draw(part: Inline, names: Names): ReactNode {
  switch (part.t) {
    case "text":
      return part.text;
    case "bold":
      return <strong className="font-semibold">{inner(part.parts, names)}</strong>;
    case "italic":
      return <em>{inner(part.parts, names)}</em>;
    case "code":
      return <code className="rounded-md bg-veil/10 px-1 font-mono text-[0.9em]">{part.text}</code>;
    case "link":
      return (
        <a
          href={part.href}
          target="_blank"
          rel="noopener noreferrer nofollow"
          className="text-accent-text underline decoration-1 underline-offset-3"
        >
          {part.text}
        </a>
      );
    case "mention":
      return <Mention name={names.authors.get(part.id)?.name} own={part.id === names.me} />;
    case "everybody":
      return <Mention name="все" own />;
  }
}

function inner(parts: Inline[], names: Names): ReactNode {
  // biome-ignore lint/suspicious/noArrayIndexKey: as above
  return parts.map((part, at) => <Fragment key={at}>{draw(part, names)}</Fragment>);
}

function Mention({ name, own }: { name: string | undefined; own: boolean }) {
  return (
    <span
      className={own ? "rounded-md bg-accent-soft px-1 font-medium text-accent-text" : "font-medium text-accent-text"}
    >
      @{name ?? <Trans>участник</Trans>}
    </span>
  );
}
