/** Tells a parent, wherever he is, that somebody asks to represent his child or has come in as one (B7). */
import { useLingui } from "@lingui/react/macro";
import { useCallback } from "react";
import { useLocation } from "wouter";
import { routes } from "@/app/routes";
import { type RepresentativeAsked, useRelatives } from "@/concepts/admission/family";
import { toast } from "@/kit";

export function FamilyNews() {
  const { t } = useLingui();
  const [, go] = useLocation();
  const tell = useCallback(
    (news: RepresentativeAsked | string) => {
      const act = { label: t`Семья`, onAct: () => go(routes.family) };
      if (typeof news === "string")
        return toast(t`Изменился доступ взрослых к чатам ребёнка: ${news}`, { seconds: 15, act });
      const { name, relation, childName, joined } = news;
      return toast(
        joined
          ? t`Новый представитель. ${childName}: ${name} (${relation})`
          : t`Просит стать представителем. ${childName}: ${name} (${relation})`,
        { seconds: 15, act },
      );
    },
    [t, go],
  );
  useRelatives(tell);
  return null;
}
