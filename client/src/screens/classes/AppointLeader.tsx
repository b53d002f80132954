/** A class teacher, deputy or substitute is appointed: from today at once, or for days to come (A10). */
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { type ClassPage, type Leader, useAct } from "@/concepts/school/school";
import { DateField, Field, Select, toIsoDate } from "@/kit";
import { Problem } from "@/sync/http";
import { ChooseStaff } from "./ChooseStaff";

export function AppointLeader({ page, onClose }: { page: ClassPage; onClose: () => void }) {
  const { t } = useLingui();
  const [kind, setKind] = useState<Leader["kind"]>("class_teacher");
  const [since, setSince] = useState("");
  const [until, setUntil] = useState("");
  const act = useAct(onClose);
  const refused = act.error instanceof Problem ? act.error : null;
  const from = since ? toIsoDate(since) : null;
  const to = until ? toIsoDate(until) : null;
  const unfinished = (since !== "" && !from) || (until !== "" && !to);
  const waits = unfinished ? (
    <Trans>Допишите дату: ДД.ММ.ГГГГ.</Trans>
  ) : kind === "substitute" && !to ? (
    <Trans>Сначала укажите, по какой день замещает.</Trans>
  ) : undefined;
  const title = page.title;
  return (
    <ChooseStaff
      open
      onClose={onClose}
      title={t`Кто отвечает за ${title}`}
      description={
        kind === "class_teacher" && page.leaders.some((one) => one.kind === "class_teacher")
          ? t`Прежний классный руководитель уйдёт из чатов класса в день, когда придёт новый.`
          : undefined
      }
      busy={act.isPending}
      waits={waits}
      onChoose={(personId) =>
        act.mutate({
          method: "POST",
          path: `/api/classes/${page.id}/leaders`,
          body: { personId, kind, since: from, until: to },
          done: from ? t`Назначено` : t`Назначено. Чаты уже обновились`,
        })
      }
    >
      <Field label={t`Кем`}>
        <Select value={kind} onChange={(event) => setKind(event.target.value as Leader["kind"])}>
          <option value="class_teacher">{t`Классный руководитель`}</option>
          <option value="deputy">{t`Заместитель классного руководителя`}</option>
          <option value="substitute">{t`Замещает на время`}</option>
        </Select>
      </Field>
      <div className="grid grid-cols-2 gap-3">
        <Field label={t`С какого дня`} hint={t`Пусто — с сегодняшнего`} error={refused?.field("since")}>
          <DateField value={since} onValue={setSince} />
        </Field>
        <Field
          label={t`По какой день`}
          hint={kind === "substitute" ? undefined : t`Пусто — без срока`}
          error={refused?.field("until")}
        >
          <DateField value={until} onValue={setUntil} />
        </Field>
      </div>
    </ChooseStaff>
  );
}
