/** Every address of the client, typed: `path(routes.chat, { roomId })`. A wrong name or a missing part does not compile. */

export const routes = {
  home: "/",
  signIn: "/sign-in",
  secondFactor: "/second-factor",
  access: "/more/access",
  notifications: "/more/notifications",
  outbox: "/operator/outbox",
  chats: "/chats",
  chat: "/chats/:roomId",
  write: "/write",
  class: "/class",
  school: "/school",
  schoolImport: "/school/import",
  more: "/more",
  reports: "/reports",
  start: "/start",
  firstSteps: "/school/first-steps/:step",
  join: "/join",
  welcome: "/welcome",
  requests: "/requests",
  invitations: "/invitations",
  classInvitations: "/invitations/:classId",
  schoolClass: "/school/classes/:classId",
  people: "/school/people",
  person: "/school/people/:personId",
  profile: "/school/profile",
  joined: "/school/joined",
  groups: "/school/groups",
  buildings: "/school/buildings",
  bells: "/school/bells",
  timetables: "/school/timetables",
  audit: "/school/audit",
  talking: "/school/talking",
  apply: "/apply",
  application: "/apply/:secret",
  administrator: "/administrator/:secret",
  applications: "/operator/applications",
  schools: "/operator/schools",
  schoolDesk: "/operator/schools/:schoolId",
  applicationDesk: "/operator/applications/:applicationId",
  consents: "/school/consents",
  staffConsents: "/school/consents/staff",
  legalTexts: "/school/texts",
  classConsents: "/classes/:classId/consents",
  classMoving: "/classes/:classId/moving",
  documents: "/more/documents",
  family: "/more/family",
  announcements: "/announcements",
  newAnnouncement: "/announcements/new",
  sentAnnouncements: "/announcements/sent",
  sentAnnouncement: "/announcements/sent/:announcementId",
  absences: "/more/absences",
} as const;

export type RoutePattern = (typeof routes)[keyof typeof routes];

type Parts<Pattern extends string> = Pattern extends `${string}:${infer Name}/${infer Rest}`
  ? Name | Parts<`/${Rest}`>
  : Pattern extends `${string}:${infer Name}`
    ? Name
    : never;

type Given<Pattern extends string> = [Parts<Pattern>] extends [never] ? [] : [parts: Record<Parts<Pattern>, string>];

/** The address of a place with its parts filled in. */
export function path<Pattern extends RoutePattern>(pattern: Pattern, ...given: Given<Pattern>): string {
  const parts = (given[0] ?? {}) as Record<string, string>;
  return pattern.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(parts[name] ?? ""));
}
