/** What a conversation shows only when it is asked: its code comes then, not with the first screen. */
import { type ComponentType, Suspense } from "react";
import { arrives } from "@/kit";

function later<Props extends object>(load: () => Promise<ComponentType<Props>>): ComponentType<Props> {
  // React's own type of a lazy component loses the props of a generic one.
  const Part = arrives(async () => ({ default: await load() })) as unknown as ComponentType<Props>;
  return (props) => (
    <Suspense fallback={null}>
      <Part {...props} />
    </Suspense>
  );
}

export const Above = later(async () => (await import("./Above")).Above);
export const Announcer = later(async () => (await import("./Announcer")).Announcer);
export const Attaching = later(async () => (await import("./attach/Attaching")).Attaching);
export const Announcements = later(async () => (await import("../announcements/Place")).Door);
export const ListTools = later(async () => (await import("./ListTools")).ListTools);
export const JumpButtons = later(async () => (await import("./JumpButtons")).JumpButtons);
export const NotMine = later(async () => (await import("./NotMine")).NotMine);
export const MessageMenu = later(async () => (await import("./MessageMenu")).MessageMenu);
export const Signs = later(async () => (await import("./reactions/Signs")).Signs);
export const SignPicker = later(async () => (await import("./reactions/SignPicker")).SignPicker);
export const WhoReacted = later(async () => (await import("./reactions/WhoReacted")).WhoReacted);
export const ForwardedFrom = later(async () => (await import("./forward/ForwardedFrom")).ForwardedFrom);
export const ForwardDialog = later(async () => (await import("./forward/ForwardDialog")).ForwardDialog);
export const ChosenBar = later(async () => (await import("./forward/ChosenBar")).ChosenBar);
export const EditsDialog = later(async () => (await import("./EditsDialog")).EditsDialog);
export const Waits = later(async () => (await import("./Unsent")).Waits);
export const Refused = later(async () => (await import("./Unsent")).Refused);
export const HoverActs = later(async () => (await import("./HoverActs")).HoverActs);
export const PollCard = later(async () => (await import("./polls/PollCard")).PollCard);
export const ChatKeys = later(async () => (await import("./ChatKeys")).ChatKeys);
export const RoomPanel = later(async () => (await import("./RoomPanel")).RoomPanel);
export const ModeDialog = later(async () => (await import("./ModeDialog")).ModeDialog);
export const TimetableDialog = later(async () => (await import("../timetables/RoomDialog")).RoomDialog);
export const ReadersDialog = later(async () => (await import("./ReadersDialog")).ReadersDialog);
export const ReportDialog = later(async () => (await import("./ReportDialog")).ReportDialog);
export const LinkQuestion = later(async () => (await import("./LinkQuestion")).LinkQuestion);
export const SanctionDialog = later(async () => (await import("./Sanctions")).SanctionDialog);
export const DirectMark = later(async () => (await import("../direct/DirectMark")).DirectMark);
export const WhyClosed = later(async () => (await import("./WhyClosed")).WhyClosed);
export const Folders = later(async () => (await import("./Folders")).Folders);
export const FoldersDialog = later(async () => (await import("./FoldersDialog")).FoldersDialog);
export const Pinned = later(async () => (await import("./Pinned")).Pinned);
export const Results = later(async () => (await import("../search/Results")).Results);
export const RoomSearch = later(async () => (await import("./RoomSearch")).RoomSearch);
export const RoomTools = later(async () => (await import("./RoomTools")).RoomTools);
export const QuietStrip = later(async () => (await import("./QuietStrip")).QuietStrip);
export const MentionList = later(async () => (await import("./MentionList")).MentionList);
export const NoChats = later(async () => (await import("./NoChats")).NoChats);
