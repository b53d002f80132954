/** The places of the bottom bar and the rail: at most five, only those that exist for this person. */
import { useLingui } from "@lingui/react/macro";
import type { Me } from "@/contract/wire";
import type { IconName } from "@/kit";
import { type RoutePattern, routes } from "./routes";
import { screens } from "./screens";
import { useMe } from "./session";

export type Place = { route: RoutePattern; name: string; icon: IconName };

const exists = (route: RoutePattern) => screens.some((screen) => screen.route === route);

export function usePlaces(): Place[] {
  const { t } = useLingui();
  const me = useMe();
  const school: Place = { route: routes.school, name: t`Школа`, icon: "school" };
  const ownClass: Place = {
    route: routes.class,
    name: me.current?.kind === "pupil" ? t`Мой класс` : t`Класс`,
    icon: "class",
  };
  const all: Place[] = [
    ...(me.current
      ? [{ route: routes.chats, name: t`Чаты`, icon: "chat" as const }]
      : [
          { route: routes.applications, name: t`Заявки`, icon: "inbox" as const },
          { route: routes.schools, name: t`Школы`, icon: "school" as const },
        ]),
    ...(runsSchool(me) ? [school] : me.ownClasses.length > 0 || me.current?.kind === "pupil" ? [ownClass] : []),
    { route: routes.more, name: t`Ещё`, icon: "more" },
  ];
  return all.filter((place) => exists(place.route));
}

/** An administrator (or head) has «Школа» in place of «Класс»; the server says so by an ability. */
function runsSchool(me: Me): boolean {
  return me.abilities.includes("editSchool") || me.abilities.includes("seeJoining");
}
