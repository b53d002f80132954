/** The one way to the API: adds our header, and turns what can go wrong into two kinds — a refusal in words, or no network. */
import type { ProblemBody } from "@/contract/wire";

/** The server refused, in words for a person (RFC 9457). */
export class Problem extends Error {
  constructor(readonly body: ProblemBody) {
    super(body.detail || body.title);
    this.name = "Problem";
  }
  get status(): number {
    return this.body.status;
  }
  /** The refusal's slug: `…/room-is-closed` → `room-is-closed`. */
  get slug(): string {
    return this.body.type.split("/").pop() ?? "";
  }
  /** What is wrong with one field: `#/name` or `/name` → its text. */
  field(name: string): string | undefined {
    return this.body.pointers?.find((one) => one.pointer.replace(/^#?\//, "") === name)?.detail;
  }
}

/** Nobody answered: no network, or the server is away. What was asked may or may not have happened. */
export class Offline extends Error {
  constructor() {
    super("Нет связи с сервером");
    this.name = "Offline";
  }
}

type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
export type CallOptions = {
  body?: unknown;
  signal?: AbortSignal;
  query?: Record<string, string | number | undefined | null>;
  headers?: Record<string, string>;
  /** How long to wait, in milliseconds: a big file over a slow network takes its time. */
  patience?: number;
};

const patience = 30_000;
let signedOut: () => void = () => {};

/** Whom to tell when the session has ended (401). The session's bootstrap sets it once. */
export function onSignedOut(tell: () => void): void {
  signedOut = tell;
}

function address(path: string, query: CallOptions["query"]): string {
  const given = Object.entries(query ?? {}).filter((pair): pair is [string, string | number] => pair[1] != null);
  return given.length ? `${path}?${new URLSearchParams(given.map(([name, value]) => [name, String(value)]))}` : path;
}

async function refusal(response: Response): Promise<Problem> {
  const body = (await response.json().catch(() => null)) as Partial<ProblemBody> | null;
  const title = response.status >= 500 ? "На сервере ошибка. Попробуйте ещё раз чуть позже" : "Не получилось";
  return new Problem({ type: "about:blank", title, ...body, status: response.status });
}

async function send(method: Method, path: string, options: CallOptions): Promise<Response> {
  const raw = options.body instanceof FormData || options.body instanceof Blob;
  const headers: Record<string, string> = { Accept: "application/json", ...options.headers };
  if (method !== "GET") headers["X-Parta"] = "1";
  if (options.body !== undefined && !raw) headers["Content-Type"] = "application/json";
  const timeout = AbortSignal.timeout(options.patience ?? patience);
  try {
    return await fetch(address(path, options.query), {
      method,
      headers,
      credentials: "same-origin",
      cache: "no-store",
      body: options.body === undefined ? null : raw ? (options.body as BodyInit) : JSON.stringify(options.body),
      signal: options.signal ? AbortSignal.any([options.signal, timeout]) : timeout,
    });
  } catch (error) {
    if (options.signal?.aborted) throw error;
    throw new Offline();
  }
}

/** Asks the API and gives its answer; throws `Problem` or `Offline`. A `Blob` answer (PDF, XLSX) comes through `download`. */
export async function call<Answer>(method: Method, path: string, options: CallOptions = {}): Promise<Answer> {
  const response = await send(method, path, options);
  // A gateway that cannot reach us speaks for the network, not for the school.
  if (response.status === 502 || response.status === 503 || response.status === 504) throw new Offline();
  if (!response.ok) {
    if (response.status === 401 && path !== "/api/me") signedOut();
    throw await refusal(response);
  }
  if (response.status === 204) return undefined as Answer;
  try {
    return (await response.json()) as Answer;
  } catch {
    throw new Offline(); // the connection ended in the middle of the answer
  }
}

/** Fetches a file and gives it to the person under its own name. */
export async function download(
  path: string,
  fallbackName: string,
  options: CallOptions & { method?: Method } = {},
): Promise<void> {
  const response = await send(options.method ?? "GET", path, options);
  if (!response.ok) throw await refusal(response);
  const encoded = /filename\*=UTF-8''([^;]+)/i.exec(response.headers.get("Content-Disposition") ?? "")?.[1];
  const link = document.createElement("a");
  link.href = URL.createObjectURL(await response.blob());
  link.download = encoded ? decodeURIComponent(encoded) : fallbackName;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** What to say to a person about any failure. */
export function inWords(error: unknown): string {
  if (error instanceof Problem) return error.message;
  if (error instanceof Offline) return "Нет связи с сервером. Ваши данные целы, попробуйте ещё раз";
  return "Что-то пошло не так. Ваши данные целы, попробуйте ещё раз";
}
