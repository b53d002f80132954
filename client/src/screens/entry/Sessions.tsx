/** Where one is signed in: each device, and the way to sign out there (B12). */
import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { queryClient } from "@/app/session";
import type { OwnSession } from "@/concepts/identity/access";
import { Badge, Button, Card, ErrorState, Icon, ListRow, momentInWords, SkeletonRows, toast } from "@/kit";
import { call, inWords } from "@/sync/http";

export function Sessions() {
  const { t } = useLingui();
  const list = useQuery({
    queryKey: ["sessions"],
    queryFn: async () => (await call<{ sessions: OwnSession[] }>("GET", "/api/me/sessions")).sessions,
  });
  async function end(act: () => Promise<unknown>) {
    try {
      await act();
      toast(t`Готово: там больше не войти без кода`);
    } catch (error) {
      toast(inWords(error), { tone: "error" });
    }
    await queryClient.invalidateQueries({ queryKey: ["sessions"] });
  }
  const others = list.data?.filter((one) => !one.current) ?? [];
  return (
    <Card title={<Trans>Где вы вошли</Trans>}>
      {list.isPending && <SkeletonRows rows={2} avatar={false} />}
      {list.isError && <ErrorState title={inWords(list.error)} onRetry={() => void list.refetch()} />}
      <ul className="-mx-4">
        {list.data?.map((one) => (
          <li key={one.id}>
            <ListRow
              start={<Icon name="phoneDevice" className="text-muted" />}
              title={one.device}
              end={
                one.current ? (
                  <Badge tone="ok">{t`это устройство`}</Badge>
                ) : (
                  <Button
                    small
                    weight="secondary"
                    aria-label={t`Выйти на устройстве ${one.device}`}
                    onClick={() => void end(() => call("DELETE", `/api/me/sessions/${one.id}`))}
                  >
                    <Trans>Выйти</Trans>
                  </Button>
                )
              }
            >
              {momentInWords(one.seenAt)}
              {one.sharedComputer && <Trans> · общий компьютер</Trans>}
            </ListRow>
          </li>
        ))}
      </ul>
      {list.data && others.length === 0 && (
        <p className="text-muted">
          <Trans>Больше нигде. Если увидите здесь чужое устройство, выйдите на нём и смените пароль.</Trans>
        </p>
      )}
      {others.length > 0 && (
        <Button
          weight="secondary"
          icon="logout"
          wide
          onClick={() => void end(() => call("POST", "/api/me/sessions/end-others"))}
        >
          <Trans>Выйти на всех остальных</Trans>
        </Button>
      )}
    </Card>
  );
}
