/** Days of the week to be pressed: any of them. */
import { cx } from "@/kit";
import { DAYS } from "./words";

type Props = { legend: string; chosen: number[]; onChosen: (days: number[]) => void };

export function Weekdays({ legend, chosen, onChosen }: Props) {
  const turn = (day: number) =>
    onChosen(chosen.includes(day) ? chosen.filter((one) => one !== day) : [...chosen, day].sort());
  return (
    <fieldset>
      <legend className="pb-1.5 text-sm font-medium">{legend}</legend>
      <div className="-mx-3 grid grid-cols-[repeat(auto-fit,minmax(2.75rem,1fr))] gap-0.5">
        {DAYS.map((name, place) => (
          <button
            key={name}
            type="button"
            aria-pressed={chosen.includes(place + 1)}
            onClick={() => turn(place + 1)}
            className={cx(
              "min-h-11 rounded-xl font-medium transition-colors",
              chosen.includes(place + 1) ? "bg-accent text-on-accent" : "bg-sunken text-muted",
            )}
          >
            {name}
          </button>
        ))}
      </div>
    </fieldset>
  );
}
