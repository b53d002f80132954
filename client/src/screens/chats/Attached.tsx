/** The place of a message's files: it has its size before their code and their bytes come. */
import { Suspense } from "react";
import { albumHeight } from "@/concepts/rooms/album";
import type { Message } from "@/contract/wire";
import { arrives } from "@/kit";
import type { OutItem } from "@/sync/outbox";

const Album = arrives(() => import("./attach/Album"));

export function Attached({ message, out }: { message: Message; out: OutItem | null }) {
  return (
    <Suspense
      fallback={<div className="w-80 max-w-full" style={{ height: albumHeight(message.attachments, innerWidth) }} />}
    >
      <Album message={message} out={out} />
    </Suspense>
  );
}
