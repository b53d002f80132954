/** Who has not read it, who has, who is not on the platform yet; and the children nobody has acknowledged it for. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import {
  type ChildReceipt,
  type PersonReceipt,
  type ReceiptsPage,
  rowsOf,
  type Tab,
  useBareChildren,
  usePeople,
} from "@/concepts/announcements/announcements";
import { Badge, Card, ErrorState, ListRow, momentInWords, SkeletonRows, Tabs } from "@/kit";
import { inWords } from "@/sync/http";
import { More } from "./More";

export function PeopleLists({ id, page }: { id: string; page: ReceiptsPage }) {
  const { t } = useLingui();
  const [tab, choose] = useState<Tab>("waiting");
  const { receipts, announcement, waiting } = page;
  const done = announcement.wantsAcknowledgement ? receipts.acknowledged : receipts.read;
  return (
    <Card title={<Trans>Получатели</Trans>}>
      <div className="-mx-4 -mb-4">
        <Tabs<Tab>
          label={t`Получатели`}
          value={tab}
          onValue={choose}
          panel="recipients"
          choices={[
            { value: "waiting", label: t`Не прочли`, count: waiting },
            { value: "done", label: announcement.wantsAcknowledgement ? t`Ознакомились` : t`Прочли`, count: done },
            { value: "unreached", label: t`Нет доступа`, count: Math.max(0, receipts.recipients - done - waiting) },
          ]}
        />
        <div id="recipients" role="tabpanel" aria-label={t`Получатели`}>
          <People key={tab} id={id} tab={tab} />
        </div>
      </div>
    </Card>
  );
}

function People({ id, tab }: { id: string; tab: Tab }) {
  const pages = usePeople(id, tab);
  const rows = rowsOf(pages.data);
  if (pages.error && !rows)
    return (
      <ErrorState title={<Trans>Не удалось загрузить список</Trans>} onRetry={() => void pages.refetch()}>
        {inWords(pages.error)}
      </ErrorState>
    );
  if (!rows) return <SkeletonRows rows={4} avatar={false} />;
  if (rows.length === 0)
    return (
      <p className="px-4 py-4 text-muted">
        {tab === "waiting" ? <Trans>Все, кто на платформе, ознакомились.</Trans> : <Trans>Здесь никого.</Trans>}
      </p>
    );
  return (
    <>
      <ul>
        {rows.map((one) => (
          <li key={`${one.personId}${one.hat}`}>
            <PersonRow one={one} />
          </li>
        ))}
      </ul>
      <div className="px-4 pb-4">
        <More pages={pages} />
      </div>
    </>
  );
}

function PersonRow({ one }: { one: PersonReceipt }) {
  const { t } = useLingui();
  const when = one.acknowledgedAt ?? one.readAt;
  const said = one.acknowledgedAt ? t`ознакомлен` : t`прочёл`;
  return (
    <ListRow title={one.name}>
      {[one.about, when && `${said} ${momentInWords(when)}`].filter(Boolean).join(" · ")}
    </ListRow>
  );
}

export function BareChildren({ id }: { id: string }) {
  const pages = useBareChildren(id);
  const rows = rowsOf(pages.data);
  if (!rows || rows.length === 0) return null;
  return (
    <Card title={<Trans>Дети, за которых ещё никто не ознакомился</Trans>}>
      <ul className="-mx-4">
        {rows.map((one) => (
          <li key={one.childId}>
            <ListRow title={one.name} end={<Why one={one} />}>
              {one.classTitle}
            </ListRow>
          </li>
        ))}
      </ul>
      <More pages={pages} />
    </Card>
  );
}

function Why({ one }: { one: ChildReceipt }) {
  if (one.outside)
    return (
      <Badge tone="warn">
        <Trans>на бумаге</Trans>
      </Badge>
    );
  if (!one.reached)
    return (
      <Badge>
        <Trans>родители не вошли</Trans>
      </Badge>
    );
  return null;
}
