/** The first steps after the school itself: address, phone, list, slips; each may be left and taken up again. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useLocation, useParams } from "wouter";
import { useMe } from "@/app/session";
import { type StepName, stepNames } from "@/concepts/school/firstSteps";
import { Button, NoRights } from "@/kit";
import { RosterImport } from "../import/RosterImport";
import { AddressStep } from "./AddressStep";
import { PhoneStep } from "./PhoneStep";
import { SlipsStep } from "./SlipsStep";
import { StepFrame, stepPath } from "./StepFrame";

export default function FirstStepsScreen() {
  const { t } = useLingui();
  const me = useMe();
  const [, go] = useLocation();
  const { step } = useParams<{ step: string }>();
  const at = stepNames.find((one) => one === step) ?? "address";
  const titles: Record<StepName, string> = {
    school: t`Новая школа`,
    address: t`Адрес школы`,
    phone: t`Проверка`,
    list: t`Список людей`,
    slips: t`Приглашения`,
  };
  return (
    <StepFrame step={at} title={titles[at]}>
      {!me.abilities.includes("setAddress") ? (
        <NoRights title={<Trans>Первые шаги делает администратор школы</Trans>} />
      ) : at === "phone" ? (
        <PhoneStep onDone={() => go(stepPath("list"))} />
      ) : at === "list" ? (
        <ListStep onDone={() => go(stepPath("slips"))} />
      ) : at === "slips" ? (
        <SlipsStep />
      ) : (
        <AddressStep onDone={() => go(stepPath("phone"))} />
      )}
    </StepFrame>
  );
}

function ListStep({ onDone }: { onDone: () => void }) {
  const { t } = useLingui();
  return (
    <>
      <RosterImport onDone={onDone} nextLabel={t`Дальше: приглашения`} />
      <Button weight="quiet" className="self-start" onClick={onDone}>
        <Trans>Список уже есть, дальше</Trans>
      </Button>
    </>
  );
}
