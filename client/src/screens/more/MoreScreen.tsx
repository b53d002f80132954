/** «Ещё»: who I am here, how it looks, and the way out. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { Hats } from "@/app/HatSwitcher";
import { Page } from "@/app/Page";
import { routes } from "@/app/routes";
import { signOut, useMe } from "@/app/session";
import { chooseTheme, type ThemeChoice, useThemeChoice } from "@/app/theme";
import { decidesRequests } from "@/concepts/admission/requests";
import { Button, Card, Dialog, Icon, ListRow, RadioGroup, toast } from "@/kit";
import { inWords } from "@/sync/http";

export default function MoreScreen() {
  const { t } = useLingui();
  const me = useMe();
  const theme = useThemeChoice();
  return (
    <Page title={t`Ещё`}>
      {me.hats.length > 0 && (
        <Card title={<Trans>Кто вы сейчас</Trans>}>
          <Hats />
        </Card>
      )}
      <Card>
        <RadioGroup<ThemeChoice>
          name="theme"
          legend={<Trans>Оформление</Trans>}
          value={theme}
          onValue={chooseTheme}
          options={[
            { value: "auto", label: t`Как на устройстве` },
            { value: "light", label: t`Светлое` },
            { value: "dark", label: t`Тёмное` },
          ]}
        />
      </Card>
      <Card>
        <div className="-m-4">
          <ListRow
            start={<Icon name="key" className="text-muted" />}
            title={t`Вход и безопасность`}
            href={routes.access}
          >
            {t`Пароль, ключи, где вы вошли`}
          </ListRow>
          {me.current && (
            <ListRow
              start={<Icon name="bell" className="text-muted" />}
              title={t`Уведомления`}
              href={routes.notifications}
            >
              {t`Новые сообщения, когда «Парта» закрыта`}
            </ListRow>
          )}
          {(me.current?.kind === "guardian" || me.current?.kind === "pupil") && (
            <ListRow
              start={<Icon name="calendar" className="text-muted" />}
              title={t`Не придёт`}
              href={routes.absences}
            >
              {t`Сказать школе, что ребёнка не будет`}
            </ListRow>
          )}
          {me.abilities.includes("seeAbsenceNumbers") && (
            <ListRow
              start={<Icon name="calendar" className="text-muted" />}
              title={t`Кто не придёт`}
              href={routes.absences}
            >
              {t`Сколько учеников ждать, по классам`}
            </ListRow>
          )}
          {(me.current?.kind === "guardian" || me.current?.kind === "pupil") && (
            <ListRow start={<Icon name="family" className="text-muted" />} title={t`Семья`} href={routes.family}>
              {t`Представители, ссылка для второго родителя`}
            </ListRow>
          )}
          {me.current && (
            <ListRow start={<Icon name="shield" className="text-muted" />} title={t`Документы`} href={routes.documents}>
              {t`Согласия и правила`}
            </ListRow>
          )}
          {decidesRequests(me) && (
            <ListRow start={<Icon name="inbox" className="text-muted" />} title={t`Заявки`} href={routes.requests}>
              {t`Кто просит впустить, кто вошёл`}
            </ListRow>
          )}
          {me.abilities.includes("inviteStaff") && (
            <ListRow
              start={<Icon name="slip" className="text-muted" />}
              title={t`Приглашения сотрудникам`}
              href={routes.invitations}
            >
              {t`Листки с кодами, общая ссылка`}
            </ListRow>
          )}
          {me.abilities.includes("seeClasses") && !me.abilities.includes("seeJoining") && (
            <ListRow
              start={<Icon name="star" className="text-muted" />}
              title={t`Кружки и группы`}
              href={routes.groups}
            >
              {t`Кто ведёт, кто в них записан`}
            </ListRow>
          )}
          {me.abilities.includes("reviewApplication") && (
            <ListRow
              start={<Icon name="school" className="text-muted" />}
              title={t`Заявки школ`}
              href={routes.applications}
            >
              {t`Кто просит подключить школу`}
            </ListRow>
          )}
          {me.operator && (
            <ListRow start={<Icon name="swap" className="text-muted" />} title={t`Школы`} href={routes.schools}>
              {t`Смена администратора по приказу`}
            </ListRow>
          )}
          <ListRow
            start={<Icon name="ticket" className="text-muted" />}
            title={t`Ввести приглашение`}
            href={routes.join}
          >
            {t`Второй ребёнок или новая роль`}
          </ListRow>
          {me.operator && (
            <ListRow start={<Icon name="mail" className="text-muted" />} title={t`Исходящие`} href={routes.outbox}>
              {t`Письма и коды этой машины`}
            </ListRow>
          )}
        </div>
      </Card>
      {me.school?.helpPhone && (
        <Card title={<Trans>Помощь</Trans>}>
          <a className="text-accent-text underline" href={`tel:${me.school.helpPhone}`}>
            {me.school.helpPhone}
          </a>
          {me.school.helpHours && <p className="text-muted">{me.school.helpHours}</p>}
        </Card>
      )}
      <SignOut />
    </Page>
  );
}

function SignOut() {
  const { t } = useLingui();
  const [asking, ask] = useState(false);
  const [busy, setBusy] = useState(false);
  async function leave() {
    setBusy(true);
    try {
      await signOut();
    } catch (error) {
      toast(inWords(error), { tone: "error" });
      setBusy(false);
    }
  }
  return (
    <>
      <Button weight="secondary" icon="logout" wide onClick={() => ask(true)}>
        <Trans>Выйти</Trans>
      </Button>
      <Dialog
        open={asking}
        onClose={() => ask(false)}
        title={t`Выйти на этом устройстве?`}
        description={t`Чаты и черновики сотрутся с этого устройства. На сервере всё останется.`}
        actions={
          <>
            <Button weight="secondary" onClick={() => ask(false)}>
              <Trans>Остаться</Trans>
            </Button>
            <Button weight="danger" busy={busy} onClick={() => void leave()}>
              <Trans>Выйти</Trans>
            </Button>
          </>
        }
      />
    </>
  );
}
