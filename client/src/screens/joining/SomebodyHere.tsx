/** The invitation is somebody else's than the person signed in on this device: change over, or leave everything as it is (B7). */
import { Trans } from "@lingui/react/macro";
import { useLocation } from "wouter";
import { routes } from "@/app/routes";
import type { Preview } from "@/concepts/admission/joining";
import { Banner, Button } from "@/kit";

export function SomebodyHere({ preview, onSwitch }: { preview: Preview; onSwitch: () => void }) {
  const [, go] = useLocation();
  const { signedInAs, name } = preview;
  const forPupil = preview.role === "pupil";
  return (
    <>
      <Banner icon="swap" title={<Trans>На этом устройстве вошёл другой человек: {signedInAs}</Trans>}>
        {forPupil ? (
          name ? (
            <Trans>А приглашение — для ученика: {name}.</Trans>
          ) : (
            <Trans>А приглашение — для ученика.</Trans>
          )
        ) : (
          <Trans>А приглашение — для взрослого: ученик не бывает сам себе родителем.</Trans>
        )}
      </Banner>
      <p className="text-center text-muted">
        <Trans>
          Можно открыть приглашение на своём телефоне. Или продолжить здесь: прежний вход на этом устройстве закроется,
          его чаты и черновики сотрутся с него. На сервере всё останется.
        </Trans>
      </p>
      <Button wide onClick={onSwitch}>
        {forPupil ? <Trans>Сменить человека и войти</Trans> : <Trans>Я родитель, сменить человека</Trans>}
      </Button>
      <Button weight="secondary" wide onClick={() => go(routes.home)}>
        <Trans>Оставить как есть</Trans>
      </Button>
    </>
  );
}
