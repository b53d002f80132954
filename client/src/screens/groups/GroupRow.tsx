/** A club or a subgroup in a list: its title, how many are in it, the way to its page. */
import { Plural } from "@lingui/react/macro";
import type { ReactNode } from "react";
import { path, routes } from "@/app/routes";
import { ListRow } from "@/kit";

export function GroupRow(props: {
  id: string;
  title: string;
  start: ReactNode;
  /** Not told to everybody. */
  pupils: number | undefined;
  children?: ReactNode;
}) {
  return (
    <ListRow href={path(routes.schoolClass, { classId: props.id })} start={props.start} title={props.title}>
      {props.children}
      {props.pupils !== undefined && (
        <Plural
          value={props.pupils}
          _0="пока никого"
          one="# ученик"
          few="# ученика"
          many="# учеников"
          other="# ученика"
        />
      )}
    </ListRow>
  );
}
