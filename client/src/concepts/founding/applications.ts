/** Applications as the server tells them: the applicant's page, the operator's desk, the named administrator's link. */
import { queryOptions } from "@tanstack/react-query";
import type { components } from "@/contract/openapi";
import { call } from "@/sync/http";

type Shapes = components["schemas"];
export type Installation = Shapes["Installation"];
export type ApplicationPage = Shapes["ApplicationPage"];
export type ApplicationCard = Shapes["ApplicationCard"];
export type Step = Shapes["Step"];
export type NamedPage = Shapes["NamedPage"];
export type Form = Shapes["NewApplication"];
export type Status = ApplicationPage["status"];
export type PageOf<Row> = { items: Row[]; next?: string | null };
export type Row = Shapes["ApplicationRow"];

const minute = 60_000;

export const installationQuery = queryOptions({
  queryKey: ["installation"],
  queryFn: () => call<Installation>("GET", "/api/installation"),
  staleTime: 10 * minute,
});

/** The applicant leaves the page open: a decision shows by itself. */
export const applicationQuery = (secret: string) =>
  queryOptions({
    queryKey: ["application", secret],
    queryFn: () => call<ApplicationPage>("GET", `/api/applications/${encodeURIComponent(secret)}`),
    refetchInterval: (query) => (query.state.data?.status === "pending" ? minute : false),
  });

export const administratorQuery = (secret: string) =>
  queryOptions({
    queryKey: ["administrator", secret],
    queryFn: () => call<NamedPage>("GET", `/api/administrator-links/${encodeURIComponent(secret)}`),
  });

export const emptyForm: Form = {
  shortName: "",
  fullName: "",
  inn: "",
  region: "",
  timeZone: "Europe/Moscow",
  lastName: "",
  firstName: "",
  middleName: "",
  jobTitle: "",
  teaches: true,
  email: "",
  mobile: "",
};

/** A form with its file goes as one request: either all of it is there, or nothing. */
export function asUpload(fields: Record<string, string | boolean | null | undefined>, scan: File | null): FormData {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) if (value != null) body.append(name, String(value));
  if (scan) body.append("scan", scan);
  return body;
}

export const upload = { patience: 180_000 };

/** What the server takes; the client says so before the file travels. */
export const scanKinds = "application/pdf,image/jpeg,image/png";
export const scanAtMost = 10 * 1024 * 1024;

/** Time zones of Russia, from west to east: IANA name, city, hours from Greenwich. */
export const timeZones: [string, string][] = [
  ["Europe/Kaliningrad", "Калининград, UTC+2"],
  ["Europe/Moscow", "Москва, UTC+3"],
  ["Europe/Samara", "Самара, UTC+4"],
  ["Asia/Yekaterinburg", "Екатеринбург, UTC+5"],
  ["Asia/Omsk", "Омск, UTC+6"],
  ["Asia/Krasnoyarsk", "Красноярск, UTC+7"],
  ["Asia/Irkutsk", "Иркутск, UTC+8"],
  ["Asia/Yakutsk", "Якутск, UTC+9"],
  ["Asia/Vladivostok", "Владивосток, UTC+10"],
  ["Asia/Magadan", "Магадан, UTC+11"],
  ["Asia/Kamchatka", "Петропавловск-Камчатский, UTC+12"],
];

export const zoneName = (zone: string) => timeZones.find(([name]) => name === zone)?.[1] ?? zone;
