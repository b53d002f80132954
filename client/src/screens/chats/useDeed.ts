/** One deed of a dialog: busy while it is done, closed after it, open with the refusal in words when it was refused. */
import { useState } from "react";
import { toast } from "@/kit";
import { inWords } from "@/sync/http";

const onToast = (words: string) => toast(words, { tone: "error" });

export function useDeed(onDone: () => void, refused: (words: string) => void = onToast) {
  const [busy, setBusy] = useState(false);
  async function run(deed: () => Promise<unknown>) {
    setBusy(true);
    try {
      await deed();
      onDone();
    } catch (error) {
      refused(inWords(error));
      setBusy(false);
    }
  }
  return { busy, run };
}
