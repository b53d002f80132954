/** Pairs of a word and what is said under it. */
export function Facts({ facts }: { facts: [string, string][] }) {
  return (
    <dl className="flex flex-col gap-2">
      {facts.map(([word, said]) => (
        <div key={word}>
          <dt className="text-sm text-muted">{word}</dt>
          <dd className="break-words">{said}</dd>
        </div>
      ))}
    </dl>
  );
}
