/** Tells a parent, wherever he is, that somebody asks to represent his child or has come in as one (B7). */
import { useLingui } from "@lingui/react/macro";
import { useCallback } from "react";
import { useLocation } from "wouter";
import { routes } from "@/app/routes";
import { type RepresentativeAsked, useRelatives } from "@/concepts/admission/family";
import { toast } from "@/kit";

export default function FamilyNews() {
  const { t } = useLingui();
  const [, go] = useLocation();
  const tell = useCallback(
    ({ name, relation, childName, joined }: RepresentativeAsked) =>
      toast(
        joined
          ? t`Новый представитель. ${childName}: ${name} (${relation})`
          : t`Просит стать представителем. ${childName}: ${name} (${relation})`,
        { seconds: 15, act: { label: t`Семья`, onAct: () => go(routes.family) } },
      ),
    [t, go],
  );
  useRelatives(tell);
  return null;
}
