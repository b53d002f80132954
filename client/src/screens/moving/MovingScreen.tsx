/** «Переезд из чата»: a ready text, the link and poster for the old chat, and who is still there, day by day (B17). */
import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Link, useParams } from "wouter";
import { Page } from "@/app/Page";
import { path, routes } from "@/app/routes";
import { queryClient } from "@/app/session";
import type { components } from "@/contract/openapi";
import { Badge, Button, buttonClass, Card, Progress, toast } from "@/kit";
import { useClassHome } from "@/screens/classes/useClassHome";
import { Asked } from "@/screens/school/Asked";
import { call, download, inWords } from "@/sync/http";

type Moving = components["schemas"]["Moving"];

export default function MovingScreen() {
  const { t } = useLingui();
  const { classId } = useParams<{ classId: string }>();
  const home = useClassHome(classId);
  const query = useQuery({
    queryKey: ["moving", classId],
    queryFn: () => call<Moving>("GET", `/api/classes/${classId}/moving`),
  });
  return (
    <Page title={t`Переезд из чата`} subtitle={query.data?.classTitle} back={home}>
      <Asked query={query}>
        {(moving) => (
          <>
            <Still moving={moving} classId={classId} />
            <ForOldChat moving={moving} classId={classId} />
          </>
        )}
      </Asked>
    </Page>
  );
}

function Still({ moving, classId }: { moving: Moving; classId: string }) {
  const { t } = useLingui();
  const parents = moving.coming.find((one) => one.role === "guardian");
  const { still, days } = moving;
  const joined = parents?.joined ?? 0;
  const all = parents?.people ?? 0;
  const paper = parents?.offPlatform ?? 0;
  return (
    <Card title={<Trans>Кто ещё в старом чате</Trans>}>
      {all === 0 ? (
        <p className="text-muted">
          <Trans>
            Родителей в списке класса пока нет. Они появятся из загруженного списка или по заявкам со ссылки ниже.
          </Trans>
        </p>
      ) : (
        <>
          <p className="flex items-baseline justify-between gap-2">
            <span>{still === 0 ? <Trans>Все родители здесь.</Trans> : <Trans>Ещё не вошли: {still}</Trans>}</span>
            <span className="text-muted tabular-nums">
              <Trans>
                вошли {joined} из {all}
              </Trans>
            </span>
          </p>
          <div className="mt-2">
            <Progress value={joined} max={all} label={t`Вошли ${joined} из ${all}`} />
          </div>
          {paper > 0 && (
            <p className="mt-2 text-sm text-muted">
              <Trans>Получают на бумаге: {paper}</Trans>
            </p>
          )}
          <table className="mt-3 w-full text-left">
            <caption className="sr-only">{t`По дням`}</caption>
            <thead className="text-sm text-muted">
              <tr>
                <th className="py-1 font-medium">
                  <Trans>День</Trans>
                </th>
                <th className="py-1 text-right font-medium">
                  <Trans>Вошли</Trans>
                </th>
                <th className="py-1 text-right font-medium">
                  <Trans>Осталось</Trans>
                </th>
              </tr>
            </thead>
            <tbody className="tabular-nums">
              {days.map((one, place) => (
                <tr key={one.day} className="border-t border-line">
                  <td className="py-1.5">{place === 0 ? t`сегодня` : one.day.split("-").reverse().join(".")}</td>
                  <td className="py-1.5 text-right">{one.joined > 0 ? `+${one.joined}` : "—"}</td>
                  <td className="py-1.5 text-right">{one.still}</td>
                </tr>
              ))}
            </tbody>
          </table>
          {still > 0 && (
            <Link
              href={path(routes.classInvitations, { classId })}
              className={`${buttonClass("quiet", { wide: true })} mt-2`}
            >
              <Trans>Кто не вошёл, по именам</Trans>
            </Link>
          )}
        </>
      )}
    </Card>
  );
}

function ForOldChat({ moving, classId }: { moving: Moving; classId: string }) {
  const { t } = useLingui();
  const [busy, setBusy] = useState(false);
  const { linkId, text } = moving;
  async function act(run: () => Promise<unknown>) {
    setBusy(true);
    try {
      await run();
    } catch (error) {
      toast(inWords(error), { tone: "error" });
    }
    setBusy(false);
  }
  const make = () =>
    act(async () => {
      await call("POST", "/api/invitations", { body: { role: "guardian", classId } });
      await queryClient.invalidateQueries({ queryKey: ["moving", classId] });
      await queryClient.invalidateQueries({ queryKey: ["invitations", classId] });
    });
  return (
    <Card
      title={<Trans>Текст для старого чата</Trans>}
      action={linkId ? <Badge tone="ok">{t`со ссылкой`}</Badge> : <Badge tone="warn">{t`без ссылки`}</Badge>}
    >
      {!linkId && (
        <div className="mb-3 flex flex-col gap-2">
          <p className="text-muted">
            <Trans>Сделайте общую ссылку: она встанет в текст и на плакат. По ней приходят заявки, решаете вы.</Trans>
          </p>
          <Button icon="link" busy={busy} onClick={() => void make()}>
            <Trans>Сделать ссылку</Trans>
          </Button>
        </div>
      )}
      <p
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling text must be reachable by keyboard
        tabIndex={0}
        className="max-h-80 overflow-y-auto rounded-2xl bg-sunken px-4 py-3 break-words whitespace-pre-line select-all"
      >
        {text}
      </p>
      <div className="mt-3 flex flex-wrap gap-2">
        <Button
          weight={linkId ? "primary" : "secondary"}
          icon="copy"
          onClick={() =>
            void navigator.clipboard
              ?.writeText(text)
              .then(() => toast(t`Текст скопирован`))
              .catch(() => toast(t`Выделите текст и скопируйте его`, { tone: "error" }))
          }
        >
          <Trans>Скопировать текст</Trans>
        </Button>
        {linkId && (
          <Button
            weight="secondary"
            icon="print"
            busy={busy}
            onClick={() => void act(() => download(`/api/invitations/${linkId}/poster`, t`Плакат.pdf`))}
          >
            <Trans>Плакат с QR-кодом</Trans>
          </Button>
        )}
      </div>
    </Card>
  );
}
