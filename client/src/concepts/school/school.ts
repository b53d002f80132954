/** The school and its classes, as the home screens read them. Shapes: server/parta/classes/shapes.py. */
import { useQuery } from "@tanstack/react-query";
import { call } from "@/sync/http";

export type Joined = "joined" | "waiting" | "none";

export type Numbers = {
  pupils: number;
  pupilsJoined: number;
  guardians: number;
  guardiansJoined: number;
  withoutGuardian: number;
};

export type SchoolNumbers = {
  numbers: Numbers;
  staff: number;
  staffJoined: number;
  unconfirmed: number;
  administrators: number;
  hasHead: boolean;
  classes: number;
  classesWithoutTeacher: string[];
};

export type ClassCard = {
  id: string;
  kind: "class" | "set" | "club" | "subgroup";
  title: string;
  grade: number | null;
  leaders: string[];
  numbers: Numbers | null;
};

export type Guardian = { personId: string; name: string; relation: string; trusted: boolean; joined: Joined };

export type Pupil = {
  personId: string;
  name: string;
  mark: string | null;
  joined: Joined;
  offPlatform: boolean;
  missing: boolean;
  activist: boolean;
  guardians: Guardian[];
};

export type ClassPage = {
  id: string;
  kind: string;
  title: string;
  leaders: { personId: string; name: string; kind: string; active: boolean; joined: Joined }[];
  teachers: { personId: string; name: string; subject: string; joined: Joined }[];
  pupils: Pupil[];
  rooms: { id: string; kind: string; title: string }[];
  abilities: string[];
};

export type Nomenclature = { classes: { title: string; grade: number | null }[]; unclear: string[] };

export const useSchoolNumbers = () =>
  useQuery({ queryKey: ["school", "numbers"], queryFn: () => call<SchoolNumbers>("GET", "/api/school/numbers") });

export const useClasses = () =>
  useQuery({ queryKey: ["school", "classes"], queryFn: () => call<ClassCard[]>("GET", "/api/classes") });

export const useClassPage = (classId: string) =>
  useQuery({
    queryKey: ["school", "class", classId],
    queryFn: () => call<ClassPage>("GET", `/api/classes/${classId}`),
    enabled: classId !== "",
  });

export const previewClasses = (text: string) => call<Nomenclature>("POST", "/api/classes/preview", { body: { text } });

export const makeClasses = (text: string) => call<unknown>("POST", "/api/classes", { body: { text } });
