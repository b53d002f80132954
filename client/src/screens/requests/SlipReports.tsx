/** «Это не я»: slips that came into wrong hands, what to do about each, and a mark that it is done. */
import { Trans, useLingui } from "@lingui/react/macro";
import { Link } from "wouter";
import { path, routes } from "@/app/routes";
import type { SlipReport } from "@/concepts/admission/requests";
import { buttonClass, Card, dayName } from "@/kit";
import { Act } from "./Act";

export function SlipReports({ slips }: { slips: SlipReport[] }) {
  const { t } = useLingui();
  if (slips.length === 0) return null;
  return (
    <Card title={t`Сказали «Это не я»`}>
      <ul className="flex flex-col divide-y divide-line">
        {slips.map((one) => (
          <li key={one.id} className="flex flex-col gap-2 py-3">
            <p className="font-medium">
              {[one.personId ? one.name : t`Представитель: ${one.name}`, one.classTitle ?? t`Учительская`].join(", ")}
            </p>
            <p className="text-sm text-muted">
              <What slip={one} />
            </p>
            <div className="flex flex-wrap gap-2">
              {one.used && one.personId && (
                <Link
                  href={path(routes.person, { personId: one.personId })}
                  className={buttonClass("secondary", { small: true })}
                >
                  <Trans>Сбросить вход</Trans>
                </Link>
              )}
              <Link
                href={one.classId ? path(routes.classInvitations, { classId: one.classId }) : routes.invitations}
                className={buttonClass("secondary", { small: true })}
              >
                <Trans>Новое приглашение</Trans>
              </Link>
              <Act path={`/api/slip-reports/${one.id}/settle`}>
                <Trans>Разобрались</Trans>
              </Act>
            </div>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function What({ slip }: { slip: SlipReport }) {
  if (!slip.used)
    return <Trans>Приглашение попало к другому человеку. Напечатайте новое: старое перестанет действовать.</Trans>;
  const when = slip.usedAt ? dayName(slip.usedAt).toLowerCase() : "";
  if (slip.personId)
    return (
      <Trans>
        По приглашению вошёл кто-то другой ({when}). Сбросьте вход на карточке человека и напечатайте новое приглашение.
      </Trans>
    );
  return (
    <Trans>
      Место представителя занял кто-то другой ({when}). Уберите его ниже, среди вошедших без имени, и напечатайте новое
      приглашение.
    </Trans>
  );
}
