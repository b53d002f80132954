/** «Написать»: opens the chat of two and goes there; a refusal is said. */
import { useState } from "react";
import { useLocation } from "wouter";
import { path, routes } from "@/app/routes";
import { begin, type Contact } from "@/concepts/direct/direct";
import { toast } from "@/kit";
import { inWords } from "@/sync/http";

export function useBegin(): { busy: string | null; write: (contact: Contact) => Promise<void> } {
  const [, go] = useLocation();
  const [busy, setBusy] = useState<string | null>(null);
  async function write(contact: Contact) {
    setBusy(contact.personId + contact.hat);
    try {
      go(path(routes.chat, { roomId: await begin(contact) }));
    } catch (error) {
      toast(inWords(error), { tone: "error" });
    }
    setBusy(null);
  }
  return { busy, write };
}
