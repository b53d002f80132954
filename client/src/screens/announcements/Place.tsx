/** «Объявления»: the feed, writing, what was sent, receipts, and what finds a person elsewhere; each further chunk costs the first load. */
import { useLocation, useParams } from "wouter";
import { routes } from "@/app/routes";
import { FeedScreen } from "./FeedScreen";
import { ReceiptsScreen } from "./ReceiptsScreen";
import { SentScreen } from "./SentScreen";
import { WriteScreen } from "./WriteScreen";

export { Door } from "./Door";
export { News } from "./News";

export default function Place() {
  const [address] = useLocation();
  const { announcementId } = useParams<{ announcementId?: string }>();
  if (announcementId) return <ReceiptsScreen key={announcementId} id={announcementId} />;
  if (address === routes.sentAnnouncements) return <SentScreen />;
  if (address === routes.newAnnouncement) return <WriteScreen />;
  return <FeedScreen />;
}
