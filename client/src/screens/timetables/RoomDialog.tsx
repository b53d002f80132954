/** When one may write in this chat: as the school set it for such chats, or by hours of its own (C5). */
import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { RoomCard } from "@/contract/wire";
import { Button, Dialog, ErrorState, RadioGroup, SkeletonRows } from "@/kit";
import { call, inWords } from "@/sync/http";
import { useDeed } from "../chats/useDeed";
import { Fields } from "./Fields";
import { BLANK, type RoomTimetable, roomQuery, type Timetable, useInWords } from "./timetables";

type Props = { card: RoomCard; onClose: () => void };

export function RoomDialog({ card, onClose }: Props) {
  const { t } = useLingui();
  const { data, error, refetch } = useQuery(roomQuery(card.id));
  if (data) return <Loaded card={card} known={data} onClose={onClose} />;
  return (
    <Dialog open onClose={onClose} title={t`Когда можно писать`}>
      {error ? (
        <ErrorState title={<Trans>Не удалось загрузить</Trans>} onRetry={() => void refetch()}>
          {inWords(error)}
        </ErrorState>
      ) : (
        <SkeletonRows rows={3} />
      )}
    </Dialog>
  );
}

function Loaded({ card, known, onClose }: Props & { known: RoomTimetable }) {
  const { t } = useLingui();
  const queries = useQueryClient();
  const said = useInWords();
  const [own, setOwn] = useState<Timetable | null>(known.own ?? null);
  const { busy, run } = useDeed(onClose);
  const save = () =>
    run(async () => {
      await call("PUT", `/api/rooms/${card.id}/timetable`, { body: { own } });
      await queries.invalidateQueries({ queryKey: roomQuery(card.id).queryKey });
    });
  return (
    <Dialog
      open
      onClose={onClose}
      title={t`Когда можно писать`}
      description={t`Чат «${card.title}». Вне этих часов он остаётся в своём режиме.`}
      cancels
      actions={
        <Button busy={busy} onClick={() => void save()}>
          <Trans>Сохранить</Trans>
        </Button>
      }
    >
      <RadioGroup<"school" | "own">
        name="timetable"
        legend={<Trans>Расписание чата</Trans>}
        value={own ? "own" : "school"}
        onValue={(value) => setOwn(value === "own" ? (known.own ?? known.school ?? BLANK) : null)}
        options={[
          { value: "school", label: t`Как задано в школе`, hint: said(known.school) },
          { value: "own", label: t`Своё для этого чата`, hint: own ? said(own) : undefined },
        ]}
      />
      {own && <Fields value={own} onValue={setOwn} silent={!known.rings} />}
    </Dialog>
  );
}
