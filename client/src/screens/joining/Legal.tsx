/** A legal text as it is kept: headings, paragraphs, numbered lines; never markup of a person. */
import { typeset } from "@/kit";

export function Legal({ body }: { body: string }) {
  const lines = body.split("\n").filter((line) => line.trim());
  return (
    <section
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling text must be reachable by keyboard
      tabIndex={0}
      aria-label={typeset(lines[0]?.replace(/^#+ /, "") ?? "")}
      className="flex max-h-[45vh] flex-col gap-2 overflow-y-auto rounded-2xl bg-sunken px-4 py-3"
    >
      {lines.slice(1).map((line) =>
        line.startsWith("#") ? (
          <h2 key={line} className="mt-1 font-semibold">
            {typeset(line.replace(/^#+ /, ""))}
          </h2>
        ) : (
          <p key={line}>{typeset(line)}</p>
        ),
      )}
    </section>
  );
}
