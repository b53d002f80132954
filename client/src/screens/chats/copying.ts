/** Words of messages into the clipboard, as people read them. */
import { t } from "@lingui/core/macro";
import { plain } from "@/concepts/rooms/grammar";
import type { Message } from "@/contract/wire";
import { toast } from "@/kit";

type NameOf = (id: string) => string | undefined;

export async function copyMessages(messages: readonly Message[], nameOf: NameOf): Promise<void> {
  const texts = messages.filter((one) => one.text).map((one) => lines(one.text, nameOf));
  const named = messages.length > 1;
  const text = named
    ? messages
        .filter((one) => one.text)
        .map((one, at) => `${nameOf(one.authorId) ?? t`Бывший участник`}:\n${texts[at]}`)
        .join("\n\n")
    : texts.join("");
  try {
    await navigator.clipboard.writeText(text);
    toast(t`Скопировано`);
  } catch {
    toast(t`Браузер не дал скопировать. Выделите текст сами`, { tone: "error" });
  }
}

function lines(text: string, nameOf: NameOf): string {
  return text
    .split("\n")
    .map((line) => plain(line, nameOf))
    .join("\n");
}
