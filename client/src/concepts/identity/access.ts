/** One's own ways in and sessions, as the server tells them (openapi.ts says the same in generated words). */
import type { Instant } from "@/contract/wire";

export type Welcome = {
  school: { shortName: string; helpPhone: string; helpHours: string; logoId: string | null } | null;
  byEmail: boolean;
  bySms: boolean;
  passkeyHost: string;
};

export type Access = {
  login: string | null;
  proposedLogin: string | null;
  hasPassword: boolean;
  contacts: { id: string; kind: "email" | "phone"; value: string }[];
  passkeys: { id: string; name: string; createdAt: Instant; usedAt: Instant | null }[];
  hasTotp: boolean;
  secondFactorRequired: boolean;
  secondFactorShown: boolean;
  canEmail: boolean;
  canSms: boolean;
  reset: { at: Instant; by: string } | null;
};

export type OwnSession = {
  id: string;
  device: string;
  current: boolean;
  sharedComputer: boolean;
  createdAt: Instant;
  seenAt: Instant;
};

export type Enrolment = { secret: string; uri: string; qr: string[] };

export type OutgoingMessage = {
  id: string;
  channel: "email" | "sms";
  recipient: string;
  subject: string;
  body: string;
  createdAt: Instant;
  sentAt: Instant | null;
  error: string | null;
};
