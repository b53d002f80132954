/** Where «назад» leads from a page of one class: to its card in «Школа», or to one's own «Класс». */
import { path, routes } from "@/app/routes";
import { useMe } from "@/app/session";

export function useClassHome(classId: string | undefined): string {
  const me = useMe();
  if (!classId) return routes.school;
  return me.ownClasses.includes(classId) ? routes.class : path(routes.schoolClass, { classId });
}
