/** The frame of every first step: which of five it is, a way back to those before, a way out that loses nothing. */
import { Trans, useLingui } from "@lingui/react/macro";
import type { ReactNode } from "react";
import { Link, useLocation } from "wouter";
import { Page } from "@/app/Page";
import { path, routes } from "@/app/routes";
import { type StepName, stepNames } from "@/concepts/school/firstSteps";
import { buttonClass, Stepper } from "@/kit";

export const stepPath = (step: StepName) => path(routes.firstSteps, { step });

export function StepFrame({ step, title, children }: { step: StepName; title: string; children: ReactNode }) {
  const { t } = useLingui();
  const [, go] = useLocation();
  const names = [t`Школа`, t`Адрес`, t`Телефон`, t`Список`, t`Приглашения`];
  const at = stepNames.indexOf(step);
  return (
    <Page
      title={title}
      wide={step === "list"}
      actions={
        at > 0 && (
          <Link href={routes.school} className={buttonClass("quiet", { small: true })}>
            <Trans>Закончить позже</Trans>
          </Link>
        )
      }
    >
      <Stepper
        steps={names}
        at={at}
        onStep={(place) => {
          const before = stepNames[place];
          if (before) go(before === "school" ? routes.profile : stepPath(before));
        }}
      />
      {children}
    </Page>
  );
}
