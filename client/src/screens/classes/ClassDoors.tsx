/** From a class to its invitations, consents and the move from the old chat: only what this person may open. */
import { useLingui } from "@lingui/react/macro";
import { path, routes } from "@/app/routes";
import type { ClassPage } from "@/concepts/school/school";
import { Card, Icon, type IconName, ListRow } from "@/kit";

export function ClassDoors({ page }: { page: ClassPage }) {
  const { t } = useLingui();
  const at = { classId: page.id };
  const invites = page.abilities.includes("inviteToClass");
  const doors: { href: string; icon: IconName; name: string; words: string; open: boolean }[] = [
    {
      href: path(routes.classInvitations, at),
      icon: "slip",
      name: t`Приглашения`,
      words: t`Листки с кодами, ссылка и плакат`,
      open: invites,
    },
    {
      href: path(routes.classConsents, at),
      icon: "shield",
      name: t`Согласия`,
      words: t`Кто дал, кого ждём, отметка на бумаге`,
      open: page.abilities.includes("seeConsents"),
    },
    {
      href: path(routes.classMoving, at),
      icon: "swap",
      name: t`Переезд из чата`,
      words: t`Текст для старого чата, кто ещё там`,
      open: invites,
    },
  ];
  const open = doors.filter((door) => door.open);
  if (open.length === 0) return null;
  return (
    <Card>
      <div className="-m-4">
        {open.map((door) => (
          <ListRow
            key={door.href}
            start={<Icon name={door.icon} size={22} className="text-muted" />}
            title={door.name}
            href={door.href}
          >
            {door.words}
          </ListRow>
        ))}
      </div>
    </Card>
  );
}
