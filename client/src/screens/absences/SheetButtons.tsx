/** The day's list on paper and as a table. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { Button, toast } from "@/kit";
import { download, inWords } from "@/sync/http";

export function SheetButtons({ path, day }: { path: string; day: string }) {
  const { t } = useLingui();
  const [busy, setBusy] = useState(false);
  async function save(form: "pdf" | "csv") {
    setBusy(true);
    try {
      await download(path, `${t`Не придут`} ${day}.${form}`, { query: { day, form } });
    } catch (error) {
      toast(inWords(error), { tone: "error" });
    }
    setBusy(false);
  }
  return (
    <div className="flex flex-wrap gap-2 pt-2">
      <Button small weight="secondary" icon="print" busy={busy} onClick={() => void save("pdf")}>
        <Trans>Напечатать</Trans>
      </Button>
      <Button small weight="secondary" icon="table" busy={busy} onClick={() => void save("csv")}>
        <Trans>Таблицей</Trans>
      </Button>
    </div>
  );
}
