/** From «Школа» to people, the profile and the trail: only what this person may open. */
import { useLingui } from "@lingui/react/macro";
import { path, routes } from "@/app/routes";
import { useMe } from "@/app/session";
import { Card, Icon, ListRow } from "@/kit";

export function Doors() {
  const { t } = useLingui();
  const me = useMe();
  const doors = [
    { href: routes.people, icon: "people" as const, name: t`Люди`, open: me.abilities.includes("seeStaff") },
    {
      href: routes.profile,
      icon: "settings" as const,
      name: t`Сведения о школе`,
      open: me.abilities.includes("editSchool"),
    },
    {
      href: routes.joined,
      icon: "userCheck" as const,
      name: t`Кто вошёл, по классам`,
      open: me.abilities.includes("seeJoining"),
    },
    {
      href: routes.groups,
      icon: "star" as const,
      name: t`Кружки и группы`,
      open: me.abilities.includes("seeJoining"),
    },
    {
      href: routes.buildings,
      icon: "home" as const,
      name: t`Здания и филиалы`,
      open: me.abilities.includes("editSchool"),
    },
    {
      href: routes.bells,
      icon: "bell" as const,
      name: t`Расписание звонков`,
      open: me.abilities.includes("seeJoining"),
    },
    {
      href: routes.timetables,
      icon: "moon" as const,
      name: t`Когда пишут в чатах`,
      open: me.abilities.includes("editSchool"),
    },
    {
      href: path(routes.firstSteps, { step: "address" }),
      icon: "globe" as const,
      name: t`Адрес и шифрование`,
      open: me.abilities.includes("setAddress"),
    },
    {
      href: routes.consents,
      icon: "shield" as const,
      name: t`Согласия`,
      open: me.abilities.includes("seeConsents"),
    },
    {
      href: routes.talking,
      icon: "chats" as const,
      name: t`Личные чаты`,
      open: me.abilities.includes("editSchool"),
    },
    { href: routes.audit, icon: "clock" as const, name: t`История действий`, open: me.abilities.includes("seeAudit") },
  ].filter((door) => door.open);
  if (doors.length === 0) return null;
  return (
    <Card>
      <div className="-mx-4 -my-2">
        {doors.map((door) => (
          <ListRow key={door.href} href={door.href} start={<Icon name={door.icon} />} title={door.name} />
        ))}
      </div>
    </Card>
  );
}
