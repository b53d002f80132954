/** The scan comes as a file only: it is somebody else's, and is never shown as a page of ours. */
import { Trans } from "@lingui/react/macro";
import { useState } from "react";
import { Button, toast } from "@/kit";
import { download, inWords } from "@/sync/http";

const endings: Record<string, string> = { "application/pdf": "pdf", "image/jpeg": "jpg", "image/png": "png" };

export function ScanButton({ path, kind, small }: { path: string; kind?: string; small?: boolean }) {
  const [busy, setBusy] = useState(false);
  async function fetchScan() {
    setBusy(true);
    try {
      await download(path, `order.${endings[kind ?? ""] ?? "pdf"}`);
    } catch (error) {
      toast(inWords(error), { tone: "error" });
    }
    setBusy(false);
  }
  return (
    <Button weight="secondary" icon="download" busy={busy} small={small} onClick={() => void fetchScan()}>
      <Trans>Скачать скан приказа</Trans>
    </Button>
  );
}
