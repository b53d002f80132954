/** What stands beside «Чаты» for those who lead: reports that wait, and opening a management chat. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useLocation } from "wouter";
import { path, routes } from "@/app/routes";
import { useMe } from "@/app/session";
import { decidesReports, useReports } from "@/concepts/reports/reports";
import { useRooms } from "@/concepts/rooms/hooks";
import { Button, Count, Dialog, ErrorState, IconButton, ListRow, SkeletonRows, toast } from "@/kit";
import { call, inWords } from "@/sync/http";

export function ListTools() {
  const { t } = useLingui();
  const me = useMe();
  const [, go] = useLocation();
  const { data } = useReports(me);
  const [opening, open] = useState(false);
  const waiting = data?.length ?? 0;
  return (
    <>
      {me.abilities.includes("writeDirect") && (
        <IconButton icon="edit" label={t`Новое сообщение`} onClick={() => go(routes.write)} />
      )}
      {decidesReports(me) && (
        <span className="relative">
          <IconButton
            icon="report"
            label={waiting ? t`Жалобы: ${waiting}` : t`Жалобы`}
            onClick={() => go(routes.reports)}
          />
          <span className="pointer-events-none absolute top-0 right-0" aria-hidden="true">
            <Count value={waiting} />
          </span>
        </span>
      )}
      {me.abilities.includes("makeManagementChat") && (
        <>
          <IconButton icon="plus" label={t`Открыть чат управления`} onClick={() => open(true)} />
          <Dialog
            open={opening}
            onClose={() => open(false)}
            title={t`Чаты управления`}
            description={t`Состав каждого складывается сам: по назначениям и по активам классов.`}
          >
            <Templates onOpened={() => open(false)} />
          </Dialog>
        </>
      )}
    </>
  );
}

type Template = { name: string; title: string; roomId: string | null };

function Templates({ onOpened }: { onOpened: () => void }) {
  const { t } = useLingui();
  const [, go] = useLocation();
  const rooms = useRooms();
  const [busy, setBusy] = useState<string | null>(null);
  const { data, error, refetch } = useQuery({
    queryKey: ["management-chats"],
    queryFn: () => call<Template[]>("GET", "/api/management-chats"),
    staleTime: 0,
  });
  async function make(template: Template) {
    setBusy(template.name);
    try {
      await call("POST", "/api/management-chats", { body: { template: template.name } });
      toast(t`Чат «${template.title}» открыт`);
      onOpened();
    } catch (refused) {
      toast(inWords(refused), { tone: "error" });
    }
    setBusy(null);
  }
  if (error) return <ErrorState title={<Trans>Не удалось загрузить</Trans>} onRetry={() => void refetch()} />;
  if (!data) return <SkeletonRows rows={3} avatar={false} />;
  return (
    <ul className="-mx-4">
      {data.map((template) => {
        const mine = template.roomId !== null && rooms.some((room) => room.id === template.roomId);
        const openIt = () => {
          onOpened();
          go(path(routes.chat, { roomId: template.roomId as string }));
        };
        return (
          <li key={template.name}>
            <ListRow
              title={template.title}
              onClick={mine ? openIt : undefined}
              end={
                template.roomId === null ? (
                  <Button small busy={busy === template.name} onClick={() => void make(template)}>
                    <Trans>Открыть</Trans>
                  </Button>
                ) : undefined
              }
            >
              {template.roomId === null ? <Trans>Ещё не открыт</Trans> : <Trans>Открыт</Trans>}
            </ListRow>
          </li>
        );
      })}
    </ul>
  );
}
