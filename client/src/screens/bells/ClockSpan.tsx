/** From what time to what time of the day, in minutes after midnight; what is half typed changes nothing yet. */
import { useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { Field, fromMinutes, TimeField, toMinutes } from "@/kit";

type Props = {
  begins: number;
  ends: number;
  onBegins: (minutes: number) => void;
  onEnds: (minutes: number) => void;
  error?: string;
};

export function ClockSpan({ begins, ends, onBegins, onEnds, error }: Props) {
  const { t } = useLingui();
  return (
    <div className="grid grid-cols-2 gap-4">
      <Field label={t`С какого времени`}>
        <Clock first={begins} onMinutes={onBegins} />
      </Field>
      <Field label={t`До какого`} error={error}>
        <Clock first={ends} onMinutes={onEnds} />
      </Field>
    </div>
  );
}

function Clock({ first, onMinutes }: { first: number; onMinutes: (minutes: number) => void }) {
  const [shown, show] = useState(fromMinutes(first));
  return (
    <TimeField
      value={shown}
      onValue={(typed) => {
        show(typed);
        const minutes = toMinutes(typed);
        if (minutes !== null) onMinutes(minutes);
      }}
    />
  );
}
