/** A draft with mentions: people see «@Петрова Ольга», the wire holds `<@person-id>`. */

/** Name as shown → what stands on the wire (a person's id or "all"). */
export type Mentioned = ReadonlyMap<string, string>;

export function toWire(shown: string, mentioned: Mentioned): string {
  // Longer names first: «Анна Иванова» must not be cut by «Анна».
  const names = [...mentioned.keys()].sort((one, other) => other.length - one.length);
  return names.reduce((text, name) => text.replaceAll(`@${name}`, `<@${mentioned.get(name)}>`), shown).trim();
}

export function fromWire(
  text: string,
  nameOf: (id: string) => string | undefined,
): { shown: string; mentioned: Mentioned } {
  const mentioned = new Map<string, string>();
  const shown = text.replace(/<@([0-9a-f-]{36}|all)>/g, (whole, id: string) => {
    const name = id === "all" ? "все" : nameOf(id);
    if (!name) return whole;
    mentioned.set(name, id);
    return `@${name}`;
  });
  return { shown, mentioned };
}

/** The beginning of a name right before the caret: «…спросите @Пет|» → «Пет». */
export function mentionBeforeCaret(shown: string, caret: number): { from: number; query: string } | null {
  const before = shown.slice(0, caret);
  const at = before.lastIndexOf("@");
  if (at < 0 || (at > 0 && /[\p{L}\p{N}]/u.test(before[at - 1] as string))) return null;
  const query = before.slice(at + 1);
  return query.length <= 30 && /^[\p{L}\d.-]*(?: [\p{L}\d.-]*)?$/u.test(query) ? { from: at, query } : null;
}
