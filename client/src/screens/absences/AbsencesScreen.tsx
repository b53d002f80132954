/** «Не придёт»: the family marks, the staff counts; one address, so that it is found in «Ещё» by both. */
import { useMe } from "@/app/session";
import { FamilyDays } from "./FamilyDays";
import { SchoolNumbers } from "./SchoolNumbers";

export default function AbsencesScreen() {
  return useMe().current?.kind === "staff" ? <SchoolNumbers /> : <FamilyDays />;
}
