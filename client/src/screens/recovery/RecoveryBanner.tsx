/** Tells every member of staff that an order to change the administrator waits; an administrator can stop it (A9). */
import { Trans, useLingui } from "@lingui/react/macro";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { queryClient } from "@/app/session";
import { noticeQuery, type RecoveryNotice } from "@/concepts/founding/recovery";
import { Banner, Button, momentInWords, toast } from "@/kit";
import { call, inWords } from "@/sync/http";
import { StopDialog } from "./StopDialog";

/** Nothing to show while it loads, without network, or when nothing waits: a banner is no place for errors. */
export default function RecoveryBanner() {
  const waiting = useQuery(noticeQuery).data?.recovery;
  return waiting ? <Waiting notice={waiting} /> : null;
}

function Waiting({ notice }: { notice: RecoveryNotice }) {
  const { t } = useLingui();
  const [asking, ask] = useState(false);
  const stop = useMutation({
    mutationFn: (reason: string) => call<void>("POST", "/api/school/recovery/stop", { body: { reason } }),
    onSuccess: () => toast(t`Смена администратора остановлена`),
    onError: (error) => toast(inWords(error), { tone: "error" }),
    onSettled: () => {
      ask(false);
      return queryClient.invalidateQueries(noticeQuery);
    },
  });
  const { name, order } = notice;
  const due = momentInWords(notice.dueAt);
  const may = notice.abilities.includes("stopRecovery");
  return (
    <div className="p-2">
      <Banner
        tone="warn"
        title={<Trans>Смена администратора школы</Trans>}
        action={
          may && (
            <Button small weight="secondary" onClick={() => ask(true)}>
              <Trans>Остановить</Trans>
            </Button>
          )
        }
      >
        {notice.status === "invited" ? (
          <Trans>
            По приказу {order} администратором станет {name}, как только войдёт.
          </Trans>
        ) : (
          <Trans>
            По приказу {order} администратором станет {name}: {due}.
          </Trans>
        )}{" "}
        {may ? (
          <Trans>Если приказа не было, остановите.</Trans>
        ) : (
          <Trans>Если приказа не было, скажите администратору или руководителю.</Trans>
        )}
      </Banner>
      <StopDialog open={asking} onClose={() => ask(false)} busy={stop.isPending} onStop={(why) => stop.mutate(why)} />
    </div>
  );
}
