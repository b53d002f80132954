/** The chats of a class; only a member's own ones open, the others are named so that nobody wonders what there is. */
import { Trans, useLingui } from "@lingui/react/macro";
import { path, routes } from "@/app/routes";
import { useRooms } from "@/concepts/rooms/hooks";
import type { ClassPage } from "@/concepts/school/school";
import { Card, Icon, ListRow } from "@/kit";

export function Rooms({ page }: { page: ClassPage }) {
  const ofClass = page.kind === "class" || page.kind === "set";
  const mine = useRooms().map((one) => one.id);
  const titles = page.rooms.map((one) => one.title).join(", ");
  if (page.rooms.length === 0) return null;
  return (
    <Card title={ofClass ? <Trans>Чаты класса</Trans> : <Trans>Чаты группы</Trans>}>
      {page.rooms.some((room) => mine.includes(room.id)) ? (
        <div className="-mx-4 -mb-2">
          {page.rooms.map((room) => (
            <Row key={room.id} room={room} member={mine.includes(room.id)} />
          ))}
        </div>
      ) : (
        <p className="text-muted">
          <Trans>{titles}. Вы в них не участник: состав следует за структурой школы.</Trans>
        </p>
      )}
    </Card>
  );
}

function Row({ room, member }: { room: ClassPage["rooms"][number]; member: boolean }) {
  const { t } = useLingui();
  return (
    <ListRow
      href={member ? path(routes.chat, { roomId: room.id }) : undefined}
      start={
        <Icon
          name={room.kind === "announcements" ? "megaphone" : "chat"}
          className={member ? "text-accent-text" : "text-muted"}
        />
      }
      title={room.title}
    >
      {!member && t`Вы не участник`}
    </ListRow>
  );
}
