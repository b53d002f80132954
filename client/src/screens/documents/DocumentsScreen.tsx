/** «Документы»: one's own and one's children's consents, given, withdrawn, given anew; the rules to read (B13, B14). */
import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Page } from "@/app/Page";
import { routes } from "@/app/routes";
import { queryClient, refreshMe } from "@/app/session";
import {
  documentsQuery,
  isCurrent,
  type MyConsent,
  type MyDocuments,
  type TextKind,
  textQuery,
} from "@/concepts/admission/consents";
import { Banner, Button, Card, Dialog, Icon, ListRow, SkeletonRows, toast } from "@/kit";
import { ConsentBadge, useConsentWords } from "@/screens/consents/words";
import { Legal } from "@/screens/joining/Legal";
import { Asked } from "@/screens/school/Asked";
import { call, inWords } from "@/sync/http";
import { Withdraw } from "./Withdraw";

export default function DocumentsScreen() {
  const { t } = useLingui();
  const query = useQuery(documentsQuery);
  return (
    <Page title={t`Документы`} back={routes.more}>
      <Asked query={query}>{(documents) => <Everything documents={documents} />}</Asked>
    </Page>
  );
}

async function renew() {
  await queryClient.invalidateQueries({ queryKey: documentsQuery.queryKey });
  await refreshMe();
}

function Everything({ documents }: { documents: MyDocuments }) {
  const { t } = useLingui();
  const [reading, read] = useState<TextKind | null>(null);
  return (
    <>
      {documents.consents.map((one) => (
        <One key={one.personId} one={one} documents={documents} />
      ))}
      {!documents.mayAnswer && (
        <Banner icon="family">
          <Trans>Согласие за ученика даёт и отзывает мама, папа или опекун.</Trans>
        </Banner>
      )}
      <Card>
        <div className="-m-4">
          <ListRow start={<Icon name="shield" />} title={t`Текст согласия`} onClick={() => read("consent")} />
          <ListRow start={<Icon name="book" />} title={t`Правила общения`} onClick={() => read("rules")} />
        </div>
      </Card>
      {reading && <Reader kind={reading} onClose={() => read(null)} />}
    </>
  );
}

function One({ one, documents }: { one: MyConsent; documents: MyDocuments }) {
  const { t } = useLingui();
  const words = useConsentWords();
  const [withdrawing, withdraw] = useState(false);
  const [giving, give] = useState(false);
  const { version, required, mayAnswer } = documents;
  return (
    <Card title={one.own ? t`За себя` : one.name}>
      <p className="flex flex-wrap items-center gap-1.5">
        <ConsentBadge row={one} newest={version} />
        <span className="text-sm text-muted">{words(one)}</span>
      </p>
      {mayAnswer && (
        <div className="mt-3 flex flex-wrap gap-2">
          {!isCurrent(one, version) && (
            <Button weight="secondary" onClick={() => give(true)}>
              <Trans>Дать согласие</Trans>
            </Button>
          )}
          {one.state === "given" && (
            <Button weight="quiet" onClick={() => withdraw(true)}>
              <Trans>Отозвать согласие</Trans>
            </Button>
          )}
        </div>
      )}
      {withdrawing && <Withdraw one={one} required={required} onClose={() => withdraw(false)} onDone={renew} />}
      {giving && <Give one={one} version={version} onClose={() => give(false)} />}
    </Card>
  );
}

function Give({ one, version, onClose }: { one: MyConsent; version: number; onClose: () => void }) {
  const { t } = useLingui();
  const [busy, setBusy] = useState(false);
  async function agree() {
    setBusy(true);
    try {
      await call("POST", "/api/my/consent", { body: { version, granted: true, people: [one.personId] } });
      await renew();
      toast(t`Согласие записано`);
      onClose();
    } catch (error) {
      toast(inWords(error), { tone: "error" });
      setBusy(false);
    }
  }
  return (
    <Reader
      kind="consent"
      name={one.own ? undefined : one.name}
      onClose={onClose}
      action={
        <Button busy={busy} onClick={() => void agree()}>
          <Trans>Даю согласие</Trans>
        </Button>
      }
    />
  );
}

type ReaderProps = { kind: TextKind; name?: string; action?: React.ReactNode; onClose: () => void };

function Reader({ kind, name, action, onClose }: ReaderProps) {
  const { t } = useLingui();
  const { data, error } = useQuery(textQuery(kind));
  const title = kind === "rules" ? t`Правила общения` : t`Согласие на обработку данных`;
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title={title}
      description={name && t`За ребёнка: ${name}`}
      actions={data ? action : undefined}
    >
      {data ? (
        <Legal body={data.body} />
      ) : error ? (
        <Banner tone="danger">{inWords(error)}</Banner>
      ) : (
        <SkeletonRows rows={4} avatar={false} />
      )}
    </Dialog>
  );
}
