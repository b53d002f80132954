/** What finds a person wherever he is: an emergency broadcast, and news of a parent's family. */
import { FamilyNews } from "@/screens/family/FamilyNews";
import { UrgentAlert } from "./UrgentAlert";

export function News({ guardian }: { guardian: boolean }) {
  return (
    <>
      {guardian && <FamilyNews />}
      <UrgentAlert />
    </>
  );
}
