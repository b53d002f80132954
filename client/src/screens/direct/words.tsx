/** Who somebody is to the one who writes: the subject, whose parent, the class. */
import { useLingui } from "@lingui/react/macro";
import type { Contact } from "@/concepts/direct/direct";

export function useContactWords(): (contact: Contact) => string {
  const { t } = useLingui();
  const offices = useOffices();
  return ({ hat, words, children, relations }) => {
    if (hat === "guardian") {
      const whose = children.join(", ");
      if (relations.includes("ownChild")) return t`твой представитель`;
      return whose ? t`родитель: ${whose}` : t`родитель`;
    }
    if (hat === "pupil") {
      const titles = words.join(", ");
      if (relations.includes("ownChild")) return t`ваш ребёнок`;
      return titles ? t`ученик, ${titles}` : t`ученик`;
    }
    const said = words.map((word) => (word === "classTeacher" ? t`кл. рук.` : (offices[word] ?? word)));
    return said.join(", ") || t`сотрудник школы`;
  };
}

/** Positions that may be opened as «Приёмная». */
export function useOffices(): Record<string, string> {
  const { t } = useLingui();
  return {
    head: t`руководитель`,
    deputyHead: t`заместитель руководителя`,
    counsellor: t`советник`,
    psychologist: t`психолог`,
    socialPedagogue: t`социальный педагог`,
    secretary: t`секретарь`,
  };
}
