/** How photos of one message stand together: known before they are loaded, so that nothing moves when they come. */
import type { Attachment } from "@/contract/wire";

/** Width by height of all photos together: one keeps its own shape within reason, several stand in two columns. */
export function albumShape(photos: readonly Attachment[]): number {
  const [only] = photos;
  if (photos.length === 1 && only?.width && only.height) return Math.min(1.9, Math.max(0.72, only.width / only.height));
  return photos.length < 2 ? 1 : 2 / Math.ceil(photos.length / 2);
}

/** A guess, in pixels, for a conversation of this width. */
export function albumHeight(attachments: readonly Attachment[] | undefined, width: number): number {
  if (!attachments?.length) return 0;
  const photos = attachments.filter((one) => one.kind === "photo");
  const across = Math.min(320, width * 0.82 - 66);
  return (photos.length && across / albumShape(photos)) + (attachments.length - photos.length) * 60;
}
