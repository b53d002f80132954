/** An announcement that is being written: it survives a reload, is one person's, and is gone with the sending or the sign-out. */
import type { components } from "@/contract/openapi";
import { newClientId } from "@/sync/ids";

export type Audience = components["schemas"]["Audience"];
export type Choices = components["schemas"]["AudienceChoices"];
export type Addressed = components["schemas"]["Addressed"];
export type Whom = Audience["whom"][number];
export type Draft = {
  clientId: string;
  title: string;
  text: string;
  whom: Whom[];
  whole: boolean;
  grades: number[];
  classes: string[];
  wantsAcknowledgement: boolean;
  urgent: boolean;
};

const place = (person: string) => `announcement-${person}`;

export function fresh(choices: Choices): Draft {
  return {
    clientId: newClientId(),
    title: "",
    text: "",
    whom: ["guardians"],
    whole: false,
    grades: [],
    classes: choices.classes.length === 1 && !choices.whole ? choices.classes.map((one) => one.id) : [],
    wantsAcknowledgement: true,
    urgent: false,
  };
}

export function kept(person: string): Draft | null {
  const text = sessionStorage.getItem(place(person));
  return text ? (JSON.parse(text) as Draft) : null;
}

export function keep(person: string, draft: Draft): void {
  sessionStorage.setItem(place(person), JSON.stringify(draft));
}

export function forget(person: string): void {
  sessionStorage.removeItem(place(person));
}

/** The rule as the server takes it; null while nobody is chosen. */
export function audienceOf({ whom, whole, grades, classes }: Draft): Audience | null {
  if (whom.length === 0) return null;
  if (whole) return { whom, whole, grades: [], classes: [] };
  return grades.length + classes.length > 0 ? { whom, whole, grades, classes } : null;
}

/** The grades whose every class the writer may address. */
export function gradesOf(choices: Choices): number[] {
  return choices.whole ? [...new Set(choices.classes.flatMap((one) => one.grades))].sort((a, b) => a - b) : [];
}
