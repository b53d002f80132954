/** Forgets whoever was here on this device, when another person takes it over by an invitation: phones are shared in families. */
import { deleteDB } from "idb";

const patience = 3_000;

/** Wipes the kept chats and the remembered person; another open tab may delay it, so the wait has an end. */
export async function forgetDevice(): Promise<void> {
  try {
    localStorage.removeItem("parta.me");
    const kept = (await indexedDB.databases?.()) ?? [];
    const wiped = kept.flatMap(({ name }) => (name?.startsWith("parta-") ? [deleteDB(name)] : []));
    await Promise.race([Promise.allSettled(wiped), new Promise((done) => setTimeout(done, patience))]);
  } catch {
    // a private window keeps nothing
  }
}
