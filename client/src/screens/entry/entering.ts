/** What every way in ends with: ask who is here now, and go where the person was heading. */
import { useState } from "react";
import { refreshMe } from "@/app/session";
import { changedMind } from "@/concepts/identity/passkeys";
import { inWords } from "@/sync/http";

/** Runs one act of entry at a time; says what went wrong, in words. */
export function useAct() {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  async function run(act: () => Promise<void>): Promise<boolean> {
    setBusy(true);
    setError(null);
    try {
      await act();
      return true;
    } catch (refused) {
      if (!changedMind(refused)) setError(inWords(refused));
      return false;
    } finally {
      setBusy(false);
    }
  }
  return { busy, error, run };
}

export async function goIn(): Promise<void> {
  await refreshMe();
  location.assign(placeWithin(new URLSearchParams(location.search).get("next")));
}

/** The place here that was asked for. A browser drops tabs and line breaks first: «/\t/evil.ru» would lead away. */
function placeWithin(next: string | null): string {
  const plain = next?.replace(/[\t\n\r]/g, "") ?? "";
  return /^\/(?![/\\])/.test(plain) ? plain : "/";
}
