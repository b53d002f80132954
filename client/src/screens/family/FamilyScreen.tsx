/** «Семья»: the children and who represents each; a link for one more, a slip for one more child (B7, B10). */
import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { Link } from "wouter";
import { Page } from "@/app/Page";
import { routes } from "@/app/routes";
import { useMe } from "@/app/session";
import { type FamilyChild, familyQuery } from "@/concepts/admission/family";
import { Avatar, Badge, Banner, buttonClass, Card, dayName, EmptyState, Icon, ListRow, momentInWords } from "@/kit";
import { SeenDirects } from "@/screens/direct/SeenDirects";
import { Asked } from "@/screens/school/Asked";
import { RelativeLink } from "./RelativeLink";

export default function FamilyScreen() {
  const { t } = useLingui();
  const pupil = useMe().current?.kind === "pupil";
  const query = useQuery(familyQuery);
  return (
    <Page title={t`Семья`} back={routes.more}>
      <Asked query={query}>
        {({ children }) => (
          <>
            {children.length === 0 && (
              <EmptyState icon="family" title={<Trans>Детей в этой школе у вас нет</Trans>}>
                <Trans>Ребёнка добавляет приглашение из школы: введите код с него.</Trans>
              </EmptyState>
            )}
            {children.map((child) => (
              <Child key={child.personId} child={child} pupil={pupil} />
            ))}
            {!pupil && (
              <Link href={routes.join} className={buttonClass("secondary", { wide: true })}>
                <Icon name="plus" size={18} />
                <Trans>Добавить ещё одного ребёнка</Trans>
              </Link>
            )}
          </>
        )}
      </Asked>
    </Page>
  );
}

function Child({ child, pupil }: { child: FamilyChild; pupil: boolean }) {
  const { t } = useLingui();
  const { classTitle } = child;
  return (
    <Card title={pupil ? t`Мои представители` : child.name}>
      {classTitle && !pupil && (
        <p className="text-muted">
          <Trans>Класс {classTitle}</Trans>
        </p>
      )}
      <div className="-mx-4">
        {child.kin.map((one) => (
          <ListRow key={one.personId} start={<Avatar name={one.name} seed={one.personId} />} title={one.name}>
            <span className="flex flex-wrap items-center gap-1.5">
              {one.relation}
              {one.me && <Badge tone="accent">{t`это вы`}</Badge>}
              {one.joined ? !one.me && <Badge tone="ok">{t`есть вход`}</Badge> : <Badge>{t`ещё нет входа`}</Badge>}
            </span>
          </ListRow>
        ))}
      </div>
      {child.kin.length === 0 && (
        <p className="py-2 text-muted">
          <Trans>Пока никто не записан. Пригласи маму, папу или опекуна.</Trans>
        </p>
      )}
      {child.accessChangedOn && (
        <p className="flex items-start gap-2 py-2 text-sm text-muted">
          <Icon name="info" size={18} className="mt-0.5" />
          <Changed at={child.accessChangedOn} />
        </p>
      )}
      {child.asking.map((one) => (
        <div key={one.name + one.askedAt} className="mt-2">
          <Banner icon="userPlus" title={<Trans>Просит стать представителем: {one.name}</Trans>}>
            <AskedWords relation={one.relation} at={one.askedAt} pupil={pupil} />
          </Banner>
        </div>
      ))}
      {!pupil && <SeenDirects personId={child.personId} />}
      {child.mayInvite && <RelativeLink child={child} pupil={pupil} />}
    </Card>
  );
}

function Changed({ at }: { at: string }) {
  const day = dayName(at).toLowerCase();
  return (
    <span>
      <Trans>Доступ взрослых к чатам ребёнка изменён: {day}. Вопросы решает администратор школы.</Trans>
    </span>
  );
}

function AskedWords({ relation, at, pupil }: { relation: string; at: string; pupil: boolean }) {
  const when = momentInWords(at);
  return (
    <>
      {relation && `${relation}, `}
      {when}.{" "}
      {pupil ? (
        <Trans>Решит классный руководитель. Не знаешь этого человека? Скажи учителю.</Trans>
      ) : (
        <Trans>Решит классный руководитель. Не знаете этого человека? Скажите в школе.</Trans>
      )}
    </>
  );
}
