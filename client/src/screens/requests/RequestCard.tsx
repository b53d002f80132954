/** One request: who says what, the likeliest match, and the decision; undo for ten seconds. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { queryClient } from "@/app/session";
import { apply, inboxQuery, type JoinRequest, type Match } from "@/concepts/admission/requests";
import { Button, Card, Field, Select, toast } from "@/kit";
import { call, inWords, Problem } from "@/sync/http";
import { SayDialog, type Sheet } from "./SayDialog";

export function RequestCard({ request }: { request: JoinRequest }) {
  const { t } = useLingui();
  const [saying, say] = useState<Sheet | null>(null);
  const [chosen, choose] = useState<string>(request.match?.personId ?? "");
  const [busy, setBusy] = useState(false);
  const ofChild = request.role === "guardian";
  const known = useQuery({
    queryKey: ["join-requests", request.id, "candidates"],
    queryFn: () => call<Match[]>("GET", `/api/join-requests/${request.id}/candidates`),
    enabled: !request.childId,
  });
  async function decide(way: string, body?: unknown) {
    setBusy(true);
    try {
      const now = await call<JoinRequest>("POST", `/api/join-requests/${request.id}/${way}`, { body });
      queryClient.setQueryData(
        inboxQuery.queryKey,
        (inbox) => inbox && apply(inbox, { kind: "joinRequestChanged", request: now }),
      );
      if (way === "accept" || way === "refuse")
        toast(way === "accept" ? t`Заявка принята` : t`Заявка отклонена`, {
          seconds: 10,
          act: { label: t`Отменить`, onAct: () => void decide("undo") },
        });
      say(null);
    } catch (error) {
      const third = error instanceof Problem && error.slug === "third-needs-note" && saying !== "note";
      say(third ? "note" : null);
      if (!third) toast(inWords(error), { tone: "error" });
    }
    setBusy(false);
  }
  const accept = (proofNote = "") =>
    decide("accept", ofChild ? { childId: chosen || null, proofNote } : { personId: chosen || null });
  const { relation, childName, classTitle, question, answer } = request;
  return (
    <Card title={request.name}>
      <p className="text-muted">
        {[ofChild && [relation, childName].filter(Boolean).join(": "), classTitle ?? t`Учительская`]
          .filter(Boolean)
          .join(" · ")}
      </p>
      {question && (
        <p className="mt-2 text-sm">
          {question} — {answer || <Trans>ждём ответа</Trans>}
        </p>
      )}
      {!request.childId && (
        <div className="mt-3">
          <Field label={ofChild ? <Trans>Ребёнок из списка</Trans> : <Trans>Кто это в списке</Trans>}>
            <Select value={chosen} onChange={(event) => choose(event.target.value)}>
              <option value="">{ofChild ? t`Выберите ребёнка` : t`Нет в списке, создать запись`}</option>
              {known.data?.map((one) => (
                <option key={one.personId} value={one.personId}>
                  {[one.name, one.note, t`совпадение ${one.score} %`].filter(Boolean).join(" · ")}
                </option>
              ))}
            </Select>
          </Field>
        </div>
      )}
      <div className="mt-3 flex flex-wrap gap-2">
        <Button busy={busy} disabled={ofChild && !request.childId && !chosen} onClick={() => void accept()}>
          <Trans>Принять</Trans>
        </Button>
        <Button weight="secondary" disabled={busy} onClick={() => say("refuse")}>
          <Trans>Отклонить</Trans>
        </Button>
        <Button weight="quiet" disabled={busy} onClick={() => say("ask")}>
          <Trans>Спросить</Trans>
        </Button>
      </div>
      <SayDialog
        sheet={saying}
        busy={busy}
        onClose={() => say(null)}
        onSay={(words) => {
          if (saying === "note") return void accept(words);
          void decide(saying ?? "ask", saying === "ask" ? { question: words } : { reason: words });
        }}
      />
    </Card>
  );
}
