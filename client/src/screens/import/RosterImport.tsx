/** The import of a list from the choice of a file to its result; a page shows it alone, the first-run wizard as a step. */
import { Trans } from "@lingui/react/macro";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { Done, Preview } from "@/concepts/roster/imports";
import { Banner, Button } from "@/kit";
import { Checking } from "./Checking";
import { Result } from "./Result";
import { Source } from "./Source";

type Stage = { at: "source" } | { at: "checking"; preview: Preview } | { at: "done"; done: Done };

type Props = {
  /** The person goes on after a list was written (the wizard's next step). */
  onDone: () => void;
  /** The name of the way on, as «Дальше: приглашения»; without it the page offers the next list. */
  nextLabel?: string;
  /** A dry run left unfinished earlier. */
  resumed?: Preview;
};

export function RosterImport({ onDone, nextLabel, resumed }: Props) {
  const client = useQueryClient();
  const [stage, setStage] = useState<Stage>(resumed ? { at: "checking", preview: resumed } : { at: "source" });
  const [undone, setUndone] = useState(false);

  function over(next: Stage) {
    setStage(next);
    void client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== "me" });
  }
  if (stage.at === "checking")
    return (
      <Checking
        key={stage.preview.id}
        first={stage.preview}
        onOther={() => setStage({ at: "source" })}
        onCommitted={(done) => over({ at: "done", done })}
      />
    );
  if (stage.at === "done")
    return (
      <Result
        done={stage.done}
        nextLabel={nextLabel}
        onNext={() => {
          if (!nextLabel) setStage({ at: "source" });
          onDone();
        }}
        onMore={() => setStage({ at: "source" })}
        onUndone={() => {
          setUndone(true);
          over({ at: "source" });
        }}
      />
    );
  return (
    <>
      {undone && (
        <Banner
          tone="ok"
          title={<Trans>Загрузка отменена, список школы прежний</Trans>}
          action={
            <Button small weight="secondary" onClick={() => setUndone(false)}>
              <Trans>Понятно</Trans>
            </Button>
          }
        />
      )}
      <Source
        onPreview={(preview) => {
          setUndone(false);
          setStage({ at: "checking", preview });
        }}
      />
    </>
  );
}
