/** The small grammar: what it marks, what it leaves alone, and that no words are lost. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { type Inline, isJumbo, parse, plain } from "./grammar";
import { fromWire, mentionBeforeCaret, toWire } from "./mentions";

const olga = "00000000-0000-7000-8000-00000000000b";
const nameOf = (id: string) => (id === olga ? "Петрова Ольга" : undefined);

test("bold, italic and code are marked", () => {
  expect(parse("**сдать** _до среды_ `6Б`").map((part) => part.t)).toEqual(["bold", "text", "italic", "text", "code"]);
});

test("an underscore inside a word and a lone star stay as they are", () => {
  expect(parse("snake_case_name и 5 * 3")).toEqual([{ t: "text", text: "snake_case_name и 5 * 3" }]);
});

test("a full stop and a bracket after an address belong to the sentence", () => {
  expect(parse("см. (https://school.example/a_(b)).")).toEqual([
    { t: "text", text: "см. (" },
    { t: "link", href: "https://school.example/a_(b)", text: "school.example/a_(b)" },
    { t: "text", text: ")." },
  ]);
});

test("only http and https become links", () => {
  expect(parse("javascript:alert(1) data:text/html,x ftp://a.b").every((part) => part.t === "text")).toBe(true);
});

test("a mention is a person, not text", () => {
  expect(parse(`<@${olga}> привет`)[0]).toEqual({ t: "mention", id: olga });
  expect(plain(`<@${olga}> и <@all>, **завтра**`, nameOf)).toBe("@Петрова Ольга и @все, завтра");
});

test("one to three emoji are large, words with them are not", () => {
  expect(isJumbo("🙏")).toBe(true);
  expect(isJumbo("👍🏽❤️")).toBe(true);
  expect(isJumbo("🙏 спасибо")).toBe(false);
  expect(isJumbo("123")).toBe(false);
});

function words(parts: Inline[]): string {
  return parts.map((part) => ("parts" in part ? words(part.parts) : "text" in part ? part.text : "")).join("");
}

test("any text is parsed, and none of its letters is lost", () => {
  const scraps = fc.constantFrom(
    "**",
    "_",
    "`",
    "<@",
    "<@all>",
    ">",
    "https://",
    "а",
    "b ",
    "\n",
    "(",
    ")",
    "🙏",
    "http://x.y/z?q=1",
    ".",
  );
  fc.assert(
    fc.property(fc.array(scraps, { maxLength: 30 }), (given) => {
      const text = given.join("");
      const letters = (from: string) => [...from].filter((letter) => letter === "а").length;
      expect(letters(words(parse(text)))).toBe(letters(text));
    }),
  );
});

test("long nonsense is parsed at once", () => {
  const started = performance.now();
  parse("**_`<@".repeat(700));
  parse("_".repeat(4000));
  parse("**a".repeat(1300));
  expect(performance.now() - started).toBeLessThan(200);
});

test("a draft keeps its mentions on the way to the wire and back", () => {
  const { shown, mentioned } = fromWire(`<@${olga}>, завтра?`, nameOf);
  expect(shown).toBe("@Петрова Ольга, завтра?");
  expect(toWire(shown, mentioned)).toBe(`<@${olga}>, завтра?`);
});

test("a name begins after «@» at a word's start only", () => {
  expect(mentionBeforeCaret("спросите @Пет", 13)).toEqual({ from: 9, query: "Пет" });
  expect(mentionBeforeCaret("почта a@b", 9)).toBeNull();
});
