/** The import of lists as the server speaks of it: a dry run, its rows, corrections, commit, undo. */
import type { components } from "@/contract/openapi";
import { call } from "@/sync/http";

type Schemas = components["schemas"];
export type Preview = Schemas["ImportPreview"];
export type Sheet = Schemas["SheetShape"];
export type ListKind = Schemas["ListKind"];
export type Meaning = Schemas["Column"];
export type MeaningChoice = Schemas["ColumnChoice"];
export type Defect = Schemas["Defect"];
export type Row = Schemas["RowShape"];
export type RowsPage = Schemas["RowsPage"];
export type ImportCard = Schemas["ImportCard"];
export type Done = Schemas["ImportDone"];
export type Counts = Schemas["Counts"];
export type Correction = Schemas["Correction"];

export const pageOfRows = 100;
const untilRead = 180_000;
const address = (id: string) => `/api/imports/${id}`;

export function upload(file: File, encoding = ""): Promise<Preview> {
  const body = new FormData();
  body.append("data", file, file.name);
  return call("POST", "/api/imports", { body, query: { encoding: encoding || undefined }, patience: untilRead });
}

export function paste(text: string): Promise<Preview> {
  return call("POST", "/api/imports/pasted", { body: { text }, patience: untilRead });
}

export function correct(id: string, body: Correction): Promise<Preview> {
  return call("PUT", address(id), { body, patience: untilRead });
}

export function commit(id: string, onlyGoodRows: boolean): Promise<Done> {
  return call("POST", `${address(id)}/commit`, { body: { onlyGoodRows }, patience: untilRead });
}

export const resume = (id: string): Promise<Preview> => call("GET", address(id));
export const drop = (id: string): Promise<void> => call("DELETE", address(id));
export const undo = (id: string): Promise<void> => call("POST", `${address(id)}/undo`);
export const history = (): Promise<ImportCard[]> => call("GET", "/api/imports");
export const meanings = (): Promise<MeaningChoice[]> => call("GET", "/api/imports/columns");

export function rows(id: string, sheet: string, after: number): Promise<RowsPage> {
  return call("GET", `${address(id)}/rows`, { query: { sheet, after, limit: pageOfRows } });
}

/** One word for a meaning, as a menu needs it. */
export const meaningKey = (meaning: Meaning): string => `${meaning.who}.${meaning.field}`;

/** The place of a column by its letters: A is 0, AA is 26. */
export function columnIndex(letters: string): number {
  return [...letters].reduce((number, letter) => number * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

/** What a sheet says of itself, ready to be sent back corrected. */
export function asCorrection({ sheet, kind, headerRows, columns, classTitle }: Sheet): Schemas["SheetCorrection"] {
  return { sheet, kind, headerRows, columns, classTitle };
}
