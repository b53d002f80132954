/** One member of staff is chosen by typing the beginning of a name; what else is to be said stands above the list. */
import { Trans, useLingui } from "@lingui/react/macro";
import { type ReactNode, useDeferredValue, useState } from "react";
import { usePeople } from "@/concepts/school/school";
import { Dialog, ListRow, SearchInput } from "@/kit";
import { Asked } from "@/screens/school/Asked";

type Props = {
  open: boolean;
  onClose: () => void;
  title: ReactNode;
  description?: ReactNode;
  busy: boolean;
  /** Why nobody can be chosen yet. */
  waits?: ReactNode;
  onChoose: (personId: string) => void;
  children?: ReactNode;
};

export function ChooseStaff(props: Props) {
  return (
    <Dialog open={props.open} onClose={props.onClose} title={props.title} description={props.description}>
      {props.open && (
        <div className="flex flex-col gap-4">
          {props.children}
          <List busy={props.busy} waits={props.waits} onChoose={props.onChoose} />
        </div>
      )}
    </Dialog>
  );
}

function List({ busy, waits, onChoose }: Pick<Props, "busy" | "waits" | "onChoose">) {
  const { t } = useLingui();
  const [typed, type] = useState("");
  const query = usePeople("staff", useDeferredValue(typed.trim()));
  return (
    <div className="flex flex-col gap-2">
      <SearchInput
        aria-label={t`Найти по имени`}
        placeholder={t`Фамилия или имя`}
        value={typed}
        onChange={(event) => type(event.target.value)}
      />
      {waits && <p className="text-muted">{waits}</p>}
      <Asked query={query}>
        {(found) => {
          const people = found.pages.flatMap((page) => page.items);
          if (people.length === 0)
            return (
              <p className="py-3 text-muted">
                <Trans>Никого не нашлось.</Trans>
              </p>
            );
          return (
            <div className="-mx-4 max-h-80 overflow-y-auto">
              {people.map((one) => (
                <ListRow key={one.id} title={one.name} onClick={waits ? undefined : () => !busy && onChoose(one.id)}>
                  {one.jobTitle}
                </ListRow>
              ))}
            </div>
          );
        }}
      </Asked>
    </div>
  );
}
