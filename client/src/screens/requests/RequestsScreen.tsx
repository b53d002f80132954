/** «Заявки»: who asks to join, who came by a slip without a name, which teachers wait for their status (B3, B4, B6). */
import { Trans, useLingui } from "@lingui/react/macro";
import { Page } from "@/app/Page";
import { routes } from "@/app/routes";
import { useMe } from "@/app/session";
import { decidesRequests, type Inbox, useInbox } from "@/concepts/admission/requests";
import { useOverRestrictions } from "@/concepts/admission/restrictions";
import { Card, EmptyState, ErrorState, ListRow, NoRights, SkeletonRows } from "@/kit";
import { Restrictions } from "@/screens/people/Restrictions";
import { inWords, Problem } from "@/sync/http";
import { Act } from "./Act";
import { RequestCard } from "./RequestCard";
import { SlipReports } from "./SlipReports";

export default function RequestsScreen() {
  const { t } = useLingui();
  const me = useMe();
  const { data, error, refetch } = useInbox(me);
  return (
    <Page title={t`Заявки`} back={routes.more}>
      {data ? (
        <Everything inbox={data} />
      ) : !decidesRequests(me) || (error instanceof Problem && (error.status === 403 || error.status === 404)) ? (
        <NoRights title={<Trans>Заявки решают классный руководитель и администратор</Trans>}>
          <Trans>Свою заявку вы отправляете по приглашению, ответ придёт сюда сам.</Trans>
        </NoRights>
      ) : error ? (
        <ErrorState title={<Trans>Не удалось загрузить заявки</Trans>} onRetry={() => void refetch()}>
          {inWords(error)}
        </ErrorState>
      ) : (
        <SkeletonRows rows={4} />
      )}
    </Page>
  );
}

function Everything({ inbox }: { inbox: Inbox }) {
  const { t } = useLingui();
  const { over, renew } = useOverRestrictions();
  const open = inbox.requests.filter((one) => one.status === "waiting" || one.status === "asked");
  const decided = inbox.requests.filter((one) => !open.includes(one));
  if (
    !inbox.requests.length &&
    !inbox.newcomers.length &&
    !inbox.teachers.length &&
    !inbox.slips.length &&
    !over.length
  )
    return (
      <EmptyState title={<Trans>Новых заявок нет</Trans>}>
        <Trans>Они появятся, когда кто-нибудь откроет общую ссылку для входа.</Trans>
      </EmptyState>
    );
  return (
    <>
      {open.map((one) => (
        <RequestCard key={one.id} request={one} />
      ))}
      <Restrictions title={t`Срок ограничений вышел`} restrictions={over} onDone={renew} />
      <SlipReports slips={inbox.slips} />
      {inbox.teachers.length > 0 && (
        <Card title={<Trans>Учителя ждут подтверждения</Trans>}>
          {inbox.teachers.map((one) => (
            <Row key={one.personId} name={one.name} line={one.jobTitle}>
              <Act path={`/api/people/${one.personId}/teacher-status/confirm`}>
                <Trans>Подтвердить</Trans>
              </Act>
            </Row>
          ))}
        </Card>
      )}
      {inbox.newcomers.length > 0 && (
        <Card title={<Trans>Вошли по приглашению без имени</Trans>}>
          {inbox.newcomers.map((one) => (
            <Row
              key={one.personId + one.childId}
              name={one.name}
              line={`${one.relation}: ${one.childName}, ${one.classTitle}`}
            >
              <Act path="/api/newcomers/undo" body={{ personId: one.personId, childId: one.childId }}>
                <Trans>Убрать</Trans>
              </Act>
            </Row>
          ))}
        </Card>
      )}
      {decided.length > 0 && (
        <Card title={<Trans>Решено недавно</Trans>}>
          {decided.map((one) => (
            <ListRow key={one.id} title={one.name}>
              {one.status === "accepted" ? <Trans>Принята</Trans> : <Trans>Отклонена</Trans>}
            </ListRow>
          ))}
        </Card>
      )}
    </>
  );
}

function Row({ name, line, children }: { name: string; line: string; children: React.ReactNode }) {
  return (
    <div className="flex flex-wrap items-center gap-3 py-2">
      <div className="min-w-40 flex-1">
        <p className="font-medium">{name}</p>
        <p className="text-sm text-muted">{line}</p>
      </div>
      {children}
    </div>
  );
}
