/** How a person's standing is said to people. */
import { useLingui } from "@lingui/react/macro";
import type { PersonCard } from "@/concepts/school/school";

type Standing = PersonCard["standings"][number];

export function useStandingWords(): (one: Standing) => string {
  const { t } = useLingui();
  const words: Record<string, string> = {
    staff: t`Работник школы`,
    teacher: t`Учитель, статус подтверждён`,
    unconfirmed: t`Учитель, ждёт подтверждения`,
    other_staff: t`Сотрудник`,
    admin: t`Администратор`,
    head: t`Руководитель школы`,
    position: t`Должность`,
    class_teacher: t`Классный руководитель`,
    deputy: t`Заместитель классного руководителя`,
    substitute: t`Замещает классного руководителя`,
    teaches: t`Учитель`,
    pupil: t`Ученик`,
    member: t`Участник группы`,
    guardian: t`Законный представитель`,
    trusted_adult: t`Доверенное лицо`,
    activist: t`Актив`,
  };
  const details: Record<string, string> = {
    deputyHead: t`заместитель руководителя`,
    counsellor: t`советник`,
    psychologist: t`психолог`,
    socialPedagogue: t`социальный педагог`,
    secretary: t`секретарь`,
    canteen: t`столовая`,
    parents: t`родительский комитет`,
    pupils: t`совет обучающихся`,
  };
  return (one) =>
    [words[one.kind] ?? one.kind, one.target, details[one.detail] ?? one.detail].filter(Boolean).join(" · ");
}
