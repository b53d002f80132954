/** What a person chose becomes what is sent: photos smaller by default, each with its size known before it is drawn. */
import type { FileKind } from "@/contract/wire";
import { newClientId } from "@/sync/ids";
import type { OutFile } from "@/sync/outbox";

const longest = 1920;
export const mostInMessage = 10;

/** `whole`: «Без сжатия». A picture that this browser can't draw (HEIC) goes as it is: the server knows how. */
export async function prepare(file: File, whole: boolean): Promise<OutFile> {
  const asIs: OutFile = {
    id: newClientId(),
    kind: kindOf(file),
    name: file.name || "фото.jpg",
    type: file.type,
    bytes: file.size,
    content: file,
  };
  if (asIs.kind !== "photo" || file.type === "image/gif") return asIs;
  const picture = await createImageBitmap(file).catch(() => null);
  if (!picture) return asIs;
  const { width, height } = picture;
  const share = Math.min(1, longest / Math.max(width, height));
  try {
    if (whole || share === 1) return { ...asIs, width, height };
    return { ...asIs, ...(await smaller(picture, width * share, height * share)) };
  } finally {
    picture.close();
  }
}

async function smaller(picture: ImageBitmap, width: number, height: number): Promise<Partial<OutFile>> {
  const canvas = new OffscreenCanvas(Math.round(width), Math.round(height));
  const pen = canvas.getContext("2d");
  if (!pen) return {};
  pen.imageSmoothingQuality = "high";
  pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
  const content = await canvas.convertToBlob({ type: "image/jpeg", quality: 0.85 });
  return { content, bytes: content.size, type: "image/jpeg", width: canvas.width, height: canvas.height };
}

const kinds: [FileKind, RegExp][] = [
  ["photo", /^image\/(?!svg)/],
  ["video", /^video\//],
  ["audio", /^audio\//],
  ["document", /^(?:application|text)\/(?!html|xml)/],
];

/** A guess for the screen until the server has looked. */
function kindOf(file: File): FileKind {
  if (/\.(?:heic|heif)$/i.test(file.name)) return "photo";
  return kinds.find(([, type]) => type.test(file.type))?.[0] ?? "file";
}
