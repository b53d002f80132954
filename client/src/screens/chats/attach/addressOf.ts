/** Where the bytes of a file are. */
import type { Attachment } from "@/contract/wire";

export function addressOf(file: Attachment, size: "full" | "screen" | "thumb"): string {
  return `/api/files/${file.id}/${size}`;
}
