/** Which screen stands at which address. Adding one: a line in `routes.ts`, a line here, a folder under `screens/`. */
import type { ComponentType, LazyExoticComponent } from "react";
import "@/concepts/admission/start";
import "@/concepts/school/start";
import { arrives as lazy, prefetch } from "@/kit";
import { type RoutePattern, routes } from "./routes";

export type Screen = {
  route: RoutePattern;
  /** Its own chunk, loaded when first opened. */
  view: LazyExoticComponent<ComponentType>;
  /** `public` needs no session; `signed` does; `start` is where a session with something pending may still go. */
  access: "public" | "signed" | "start";
  /** `shell` stands beside the rail and above the bottom bar; `bare` has the whole window. */
  frame: "shell" | "bare";
  /** A conversation takes the whole phone: the bottom bar steps aside. */
  wholePhone?: boolean;
  /** Open to an operator without a school of his own too. */
  operator?: boolean;
};

const invitations = lazy(() => import("@/screens/invitations/InvitationsScreen"));
const founding = lazy(() => import("@/screens/apply/FoundingScreens"));
const desk = lazy(() => import("@/screens/operator/DeskScreens"));
const loadChats = () => import("@/screens/chats/ChatsScreen");
const chats = lazy(loadChats);
const consents = lazy(() => import("@/screens/consents/Place"));
const family = lazy(() => import("@/screens/family/Place"));
const announcements = lazy(() => import("@/screens/announcements/Place"));
const classPage = lazy(() => import("@/screens/classes/ClassScreen"));

/** Brings the first screen's code while the session is still being asked for. */
export function prefetchChats(): void {
  prefetch(loadChats);
}

export const screens: Screen[] = [
  { route: routes.chats, view: chats, access: "signed", frame: "shell" },
  { route: routes.chat, view: chats, access: "signed", frame: "shell", wholePhone: true },
  {
    route: routes.reports,
    view: lazy(() => import("@/screens/reports/ReportsScreen")),
    access: "signed",
    frame: "shell",
    wholePhone: true,
  },
  { route: routes.write, view: lazy(() => import("@/screens/direct/WriteScreen")), access: "signed", frame: "shell" },
  {
    route: routes.talking,
    view: lazy(() => import("@/screens/direct/TalkingScreen")),
    access: "signed",
    frame: "shell",
  },
  { route: routes.start, view: lazy(() => import("@/screens/start/StartScreen")), access: "start", frame: "bare" },
  {
    route: routes.firstSteps,
    view: lazy(() => import("@/screens/start/FirstStepsScreen")),
    access: "signed",
    frame: "bare",
  },
  { route: routes.school, view: lazy(() => import("@/screens/school/SchoolScreen")), access: "signed", frame: "shell" },
  { route: routes.people, view: lazy(() => import("@/screens/people/PeopleScreen")), access: "signed", frame: "shell" },
  { route: routes.person, view: lazy(() => import("@/screens/people/PersonScreen")), access: "signed", frame: "shell" },
  {
    route: routes.profile,
    view: lazy(() => import("@/screens/school/ProfileScreen")),
    access: "signed",
    frame: "shell",
  },
  {
    route: routes.buildings,
    view: lazy(() => import("@/screens/school/BuildingsScreen")),
    access: "signed",
    frame: "shell",
  },
  {
    route: routes.joined,
    view: lazy(() => import("@/screens/joined/JoinedScreen")),
    access: "signed",
    frame: "shell",
  },
  { route: routes.groups, view: lazy(() => import("@/screens/groups/GroupsScreen")), access: "signed", frame: "shell" },
  {
    route: routes.timetables,
    view: lazy(() => import("@/screens/timetables/TimetablesScreen")),
    access: "signed",
    frame: "shell",
  },
  { route: routes.bells, view: lazy(() => import("@/screens/bells/BellsScreen")), access: "signed", frame: "shell" },
  { route: routes.audit, view: lazy(() => import("@/screens/audit/AuditScreen")), access: "signed", frame: "shell" },
  { route: routes.consents, view: consents, access: "signed", frame: "shell" },
  { route: routes.staffConsents, view: consents, access: "signed", frame: "shell" },
  { route: routes.classConsents, view: consents, access: "signed", frame: "shell" },
  { route: routes.legalTexts, view: consents, access: "signed", frame: "shell" },
  { route: routes.classMoving, view: consents, access: "signed", frame: "shell" },
  { route: routes.documents, view: family, access: "signed", frame: "shell" },
  { route: routes.family, view: family, access: "signed", frame: "shell" },
  {
    route: routes.absences,
    view: lazy(() => import("@/screens/absences/AbsencesScreen")),
    access: "signed",
    frame: "shell",
  },
  { route: routes.announcements, view: announcements, access: "signed", frame: "shell" },
  { route: routes.newAnnouncement, view: announcements, access: "signed", frame: "shell" },
  { route: routes.sentAnnouncements, view: announcements, access: "signed", frame: "shell" },
  { route: routes.sentAnnouncement, view: announcements, access: "signed", frame: "shell" },
  { route: routes.class, view: classPage, access: "signed", frame: "shell" },
  { route: routes.schoolClass, view: classPage, access: "signed", frame: "shell" },
  {
    route: routes.schoolImport,
    view: lazy(() => import("@/screens/import/ImportScreen")),
    access: "signed",
    frame: "shell",
  },
  {
    route: routes.more,
    view: lazy(() => import("@/screens/more/MoreScreen")),
    access: "signed",
    frame: "shell",
    operator: true,
  },
  {
    route: routes.access,
    view: lazy(() => import("@/screens/entry/AccessScreen")),
    access: "signed",
    frame: "shell",
    operator: true,
  },
  {
    route: routes.notifications,
    view: lazy(() => import("@/screens/notifications/Place")),
    access: "signed",
    frame: "shell",
  },
  {
    route: routes.outbox,
    view: lazy(() => import("@/screens/entry/OutboxScreen")),
    access: "signed",
    frame: "shell",
    operator: true,
  },
  { route: routes.applications, view: desk, access: "signed", frame: "shell", operator: true },
  { route: routes.applicationDesk, view: desk, access: "signed", frame: "shell", operator: true },
  { route: routes.schools, view: desk, access: "signed", frame: "shell", operator: true },
  { route: routes.schoolDesk, view: desk, access: "signed", frame: "shell", operator: true },
  { route: routes.apply, view: founding, access: "public", frame: "bare" },
  { route: routes.application, view: founding, access: "public", frame: "bare" },
  { route: routes.administrator, view: founding, access: "public", frame: "bare" },
  {
    route: routes.secondFactor,
    view: lazy(() => import("@/screens/entry/SecondFactorScreen")),
    access: "start",
    frame: "bare",
  },
  { route: routes.signIn, view: lazy(() => import("@/screens/entry/SignInScreen")), access: "public", frame: "bare" },
  { route: routes.join, view: lazy(() => import("@/screens/joining/JoinScreen")), access: "public", frame: "bare" },
  {
    route: routes.welcome,
    view: lazy(() => import("@/screens/joining/WelcomeScreen")),
    access: "start",
    frame: "bare",
  },
  {
    route: routes.requests,
    view: lazy(() => import("@/screens/requests/RequestsScreen")),
    access: "signed",
    frame: "shell",
  },
  { route: routes.invitations, view: invitations, access: "signed", frame: "shell" },
  { route: routes.classInvitations, view: invitations, access: "signed", frame: "shell" },
];
