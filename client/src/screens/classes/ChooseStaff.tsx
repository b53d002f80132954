/** One member of staff is chosen from the list, by typing the beginning of a name. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { useStaff } from "@/concepts/school/school";
import { Dialog, ListRow, SearchInput, SkeletonRows } from "@/kit";

const plain = (text: string) => text.toLocaleLowerCase("ru").replaceAll("ё", "е");

export function ChooseStaff(props: {
  open: boolean;
  onClose: () => void;
  title: string;
  busy: boolean;
  onChoose: (personId: string) => void;
}) {
  return (
    <Dialog open={props.open} onClose={props.onClose} title={props.title}>
      {props.open && <List busy={props.busy} onChoose={props.onChoose} />}
    </Dialog>
  );
}

function List({ busy, onChoose }: { busy: boolean; onChoose: (personId: string) => void }) {
  const { t } = useLingui();
  const [typed, type] = useState("");
  const query = useStaff();
  const found = query.data?.filter((one) => plain(one.name).includes(plain(typed)));
  return (
    <div className="flex flex-col gap-2">
      <SearchInput aria-label={t`Найти по имени`} value={typed} onChange={(event) => type(event.target.value)} />
      {!found && <SkeletonRows rows={4} avatar={false} />}
      {found?.length === 0 && (
        <p className="py-3 text-muted">
          <Trans>Никого не нашлось.</Trans>
        </p>
      )}
      <div className="-mx-4 max-h-80 overflow-y-auto">
        {found?.map((one) => (
          <ListRow key={one.id} title={one.name} onClick={() => !busy && onChoose(one.id)}>
            {one.jobTitle}
          </ListRow>
        ))}
      </div>
    </div>
  );
}
