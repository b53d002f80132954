/** «Когда пишут в чатах»: the school's timetable for each kind of chats (C5). */
import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Page } from "@/app/Page";
import { routes } from "@/app/routes";
import { Button, Card, Dialog, ListRow, toast } from "@/kit";
import { Asked } from "@/screens/school/Asked";
import { call } from "@/sync/http";
import { useDeed } from "../chats/useDeed";
import { Fields } from "./Fields";
import { BLANK, type KindTimetable, kindsQuery, never, useInWords, useKindNames } from "./timetables";

export default function TimetablesScreen() {
  const { t } = useLingui();
  const names = useKindNames();
  const said = useInWords();
  const query = useQuery(kindsQuery);
  const [edited, edit] = useState<KindTimetable | null>(null);
  return (
    <Page title={t`Когда пишут в чатах`} back={routes.school}>
      <Asked query={query}>
        {(all) => (
          <>
            <p className="text-muted">
              <Trans>
                На уроках и ночью чат может сам становиться строже, а потом открываться снова. Классный руководитель
                может задать своему чату другое расписание. Срочное оповещение и объявления школы приходят всегда.
              </Trans>
            </p>
            <Card>
              <div className="-mx-4 -my-2">
                {all.map((one) => (
                  <ListRow key={one.kind} onClick={() => edit(one)} title={names[one.kind]}>
                    {said(one.timetable)}
                  </ListRow>
                ))}
              </div>
            </Card>
          </>
        )}
      </Asked>
      {edited && <KindDialog one={edited} onClose={() => edit(null)} />}
    </Page>
  );
}

function KindDialog({ one, onClose }: { one: KindTimetable; onClose: () => void }) {
  const { t } = useLingui();
  const queries = useQueryClient();
  const names = useKindNames();
  const [timetable, change] = useState(one.timetable ?? BLANK);
  const { busy, run } = useDeed(onClose);
  const save = () =>
    run(async () => {
      const body = { timetable: never(timetable) ? null : timetable };
      await call("PUT", `/api/school/timetables/${one.kind}`, { body });
      await queries.invalidateQueries({ queryKey: kindsQuery.queryKey });
      toast(t`Сохранено`);
    });
  return (
    <Dialog
      open
      onClose={onClose}
      title={names[one.kind]}
      description={t`Для всех таких чатов, кроме тех, у которых есть своё расписание.`}
      cancels
      actions={
        <Button busy={busy} onClick={() => void save()}>
          <Trans>Сохранить</Trans>
        </Button>
      }
    >
      <Fields value={timetable} onValue={change} />
    </Dialog>
  );
}
