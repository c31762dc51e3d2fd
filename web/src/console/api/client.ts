import createClient from "openapi-fetch";
import type { paths } from "./schema.ts";
import type { Problem } from "./types.ts";

// One client for every view. Whoever is signed in is known by the session's cookie; what changes something repeats the
// session's token in a header, which another site cannot read.
let csrf_token = "";
export function rememberCsrf(token: string): void {
  csrf_token = token;
}
export const csrfHeader = () => ({ "X-CSRF-Token": csrf_token });

export const api = createClient<paths>({ baseUrl: "", credentials: "same-origin" });
api.use({
  onRequest({ request }) {
    if (request.method !== "GET" && csrf_token !== "") request.headers.set("X-CSRF-Token", csrf_token);
    return request;
  },
});

// What went wrong, as the server says it, or that nobody answered.
export class ApiFailure extends Error {
  readonly status: number;
  readonly kind: string;
  readonly where: string;
  readonly hint: string;

  constructor(status: number, problem: Partial<Problem>) {
    super(problem.detail || problem.title || `HTTP ${status}`);
    this.status = status;
    this.kind = problem.kind ?? "";
    this.where = problem.where ?? "";
    this.hint = problem.hint ?? "";
  }
}

interface Answered<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

// The answer, or an ApiFailure thrown; `headers` where an ETag is wanted.
export async function answered<T>(call: Promise<Answered<T>>): Promise<{ data: T; headers: Headers }> {
  let got: Answered<T>;
  try {
    got = await call;
  } catch (failure) {
    if (failure instanceof SyntaxError) throw new ApiFailure(502, { kind: "answer", detail: failure.message });
    throw new ApiFailure(0, { kind: "network" });
  }
  const { data, error, response } = got;
  if (!response.ok) throw new ApiFailure(response.status, isProblem(error) ? error : {});
  return { data: data as T, headers: response.headers };
}

export async function ask<T>(call: Promise<Answered<T>>): Promise<T> {
  return (await answered(call)).data;
}

export function isProblem(value: unknown): value is Problem {
  return typeof value === "object" && value !== null && "title" in value;
}
