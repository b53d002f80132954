/** What finds a person wherever he is: news of his family, an emergency broadcast. Its own chunk, after the first screen. */
import { UrgentAlert } from "@/screens/announcements/UrgentAlert";
import FamilyNews from "@/screens/family/FamilyNews";

export default function News({ guardian }: { guardian: boolean }) {
  return (
    <>
      {guardian && <FamilyNews />}
      <UrgentAlert />
    </>
  );
}
