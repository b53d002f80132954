/** What was sent and decided, one after the other. */
import { Trans } from "@lingui/react/macro";
import type { Step } from "@/concepts/founding/applications";
import { Card, momentInWords } from "@/kit";
import { useStepWords } from "./words";

export function History({ steps }: { steps: Step[] }) {
  const words = useStepWords();
  return (
    <Card title={<Trans>История заявки</Trans>}>
      <ol className="flex flex-col gap-3">
        {steps.map((step) => (
          <li key={step.number}>
            <p className="flex flex-wrap justify-between gap-x-3">
              <span className="font-medium">{words[step.what]}</span>
              <time dateTime={step.at} className="text-sm text-muted">
                {momentInWords(step.at)}
              </time>
            </p>
            {step.reason && <p className="break-words whitespace-pre-wrap text-muted">{step.reason}</p>}
          </li>
        ))}
      </ol>
    </Card>
  );
}
