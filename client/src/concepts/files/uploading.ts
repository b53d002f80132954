/** Files go up piece by piece and go on where they stopped: a lost network costs one piece, a closed tab nothing. */
import type { RoomId, Upload } from "@/contract/wire";
import { call, Problem } from "@/sync/http";
import type { OutFile, OutItem } from "@/sync/outbox";
import { forget, stopper, tell } from "./progress";

const slowPiece = 120_000;
const firstLook = 300;
const patience = 10 * 60_000;

/** Sends all files of a message, in order; gives their ids on the server. Throws the refusal of the first that is not taken. */
export async function upload(item: OutItem): Promise<string[]> {
  const signal = stopper(item.clientId);
  const ids: string[] = [];
  for (const file of item.files ?? []) ids.push(await one(item.room, file, signal));
  for (const file of item.files ?? []) forget(file.id);
  return ids;
}

async function one(room: RoomId, file: OutFile, signal: AbortSignal): Promise<string> {
  const body = { clientId: file.id, name: file.name, bytes: file.content.size };
  // Asked each time anew: the server knows best how far it has come, whoever sent what came.
  let known = await call<Upload>("POST", `/api/rooms/${room}/files`, { body, signal });
  while (known.state === "uploading") {
    tell(file.id, known.received / known.bytes);
    known = await call<Upload>("PATCH", `/api/files/${known.id}`, {
      body: file.content.slice(known.received, known.received + known.piece),
      headers: { "Upload-Offset": String(known.received), "Content-Type": "application/octet-stream" },
      patience: slowPiece,
      signal,
    });
  }
  tell(file.id, 1);
  const ready = await lookedAt(known, signal);
  if (ready.state === "refused") throw refusal(ready);
  return ready.id;
}

/** The server looks at every file before anybody may open it. */
async function lookedAt(known: Upload, signal: AbortSignal): Promise<Upload> {
  const until = Date.now() + patience;
  let now = known;
  for (let pause = firstLook; now.state === "checking" && Date.now() < until; pause = Math.min(pause * 1.5, 3_000)) {
    await new Promise((again) => setTimeout(again, pause));
    now = await call<Upload>("GET", `/api/files/${known.id}`, { signal });
  }
  if (now.state === "checking")
    throw new Problem({ type: "file-waits", title: "Файл ещё проверяется. Он отправится позже", status: 503 });
  return now;
}

function refusal(refused: Upload): Problem {
  return new Problem({ type: "file-refused", title: refused.refusal ?? "Файл не принят", status: 422 });
}
