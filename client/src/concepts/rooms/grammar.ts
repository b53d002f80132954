/** The small grammar of messages: **bold**, _italic_, `code`, links and mentions. Parsed to nodes, never to HTML. */

export type Inline =
  | { t: "text"; text: string }
  | { t: "bold"; parts: Inline[] }
  | { t: "italic"; parts: Inline[] }
  | { t: "code"; text: string }
  | { t: "link"; href: string; text: string }
  | { t: "mention"; id: string }
  | { t: "everybody" };

// One pass, no nesting of quantifiers: the time is linear in the length of what people write.
const marks =
  /(?<code>`[^`\n]+`)|(?<mention><@(?:[0-9a-f-]{36}|all)>)|(?<link>https?:\/\/[^\s<>"`]+)|(?<bold>\*\*[^*\n]+\*\*)|(?<italic>(?<![\p{L}\p{N}_])_[^_\n]+_(?![\p{L}\p{N}_]))/gu;

export function parse(text: string): Inline[] {
  const parts: Inline[] = [];
  let at = 0;
  for (const match of text.matchAll(marks)) {
    const { node, length } = read(match);
    if (match.index > at) parts.push({ t: "text", text: text.slice(at, match.index) });
    parts.push(node);
    at = match.index + length;
  }
  if (at < text.length) parts.push({ t: "text", text: text.slice(at) });
  return joinTexts(parts);
}

function read(match: RegExpExecArray): { node: Inline; length: number } {
  const whole = match[0];
  const { code, mention, link, bold } = match.groups as Record<string, string | undefined>;
  const length = whole.length;
  if (code) return { node: { t: "code", text: whole.slice(1, -1) }, length };
  if (mention) {
    const id = whole.slice(2, -1);
    return { node: id === "all" ? { t: "everybody" } : { t: "mention", id }, length };
  }
  if (link) {
    const href = trimLink(whole);
    return { node: { t: "link", href, text: shortLink(href) }, length: href.length };
  }
  if (bold) return { node: { t: "bold", parts: parse(whole.slice(2, -2)) }, length };
  return { node: { t: "italic", parts: parse(whole.slice(1, -1)) }, length };
}

/** A full stop or a bracket after an address belongs to the sentence. */
function trimLink(raw: string): string {
  let href = raw.replace(/[.,;:!?»”'*_]+$/u, "");
  while (href.endsWith(")") && href.split("(").length < href.split(")").length) href = href.slice(0, -1);
  return href;
}

/** The address as people read it: without the scheme, Cyrillic instead of percent signs. */
function shortLink(href: string): string {
  try {
    return decodeURI(href)
      .replace(/^https?:\/\/(www\.)?/, "")
      .replace(/\/$/, "");
  } catch {
    return href;
  }
}

function joinTexts(parts: Inline[]): Inline[] {
  const joined: Inline[] = [];
  for (const part of parts) {
    const last = joined.at(-1);
    if (part.t === "text" && last?.t === "text") joined[joined.length - 1] = { t: "text", text: last.text + part.text };
    else joined.push(part);
  }
  return joined;
}

/** The same words without marks: for the list, a quote, a screen reader. */
export function plain(text: string, nameOf: (id: string) => string | undefined): string {
  return parse(text)
    .map((part) => flat(part, nameOf))
    .join("")
    .replace(/\s+/g, " ")
    .trim();
}

function flat(part: Inline, nameOf: (id: string) => string | undefined): string {
  switch (part.t) {
    case "text":
    case "code":
    case "link":
      return part.text;
    case "bold":
    case "italic":
      return part.parts.map((inner) => flat(inner, nameOf)).join("");
    case "mention":
      return `@${nameOf(part.id) ?? "участник"}`;
    case "everybody":
      return "@все";
  }
}

const jumbo = /^(?:\p{Extended_Pictographic}(?:️|\p{Emoji_Modifier}|‍\p{Extended_Pictographic})*){1,3}$/u;

/** One to three emoji and nothing else are drawn large. */
export function isJumbo(text: string): boolean {
  return text.length <= 32 && jumbo.test(text);
}
