import { createReadStream, existsSync, statSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import type * as Api from "../../../src/console/api/types.ts";
import { Refusal } from "./refusal.ts";
import { type Asked, addAppeal, ROUTES } from "./routes.ts";
import { makeState, type State } from "./state.ts";

// A server in memory with the routes of the contract and the real server's headers, for states that are hard to reach.
const built = fileURLToPath(new URL("../../../../build/web/console/", import.meta.url));
export const POLICY =
  "default-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'";
const TYPES: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".css": "text/css",
  ".svg": "image/svg+xml",
};

export interface Fake {
  url: string;
  state: State;
  tell: (changed: { act: string; case_id?: number; run_id?: number }) => void;
  say: (name: string, data: unknown) => void;
  requests: { method: string; path: string; headers: IncomingMessage["headers"] }[];
  before: Map<string, (request: IncomingMessage, response: ServerResponse) => boolean>; // "GET /api/cases": answers itself
  close: () => void;
}

export async function startFake(scenario?: string): Promise<Fake> {
  const state = makeState(scenario);
  const streams = new Set<ServerResponse>();
  const say = (name: string, data: unknown) => {
    for (const stream of streams) stream.write(`event: ${name}\ndata: ${JSON.stringify(data)}\n\n`);
  };
  const tell: Fake["tell"] = (changed) => say("changed", changed);
  const requests: Fake["requests"] = [];
  const before: Fake["before"] = new Map();

  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? "/", "http://localhost");
    response.setHeader("Content-Security-Policy", POLICY);
    response.setHeader("X-Content-Type-Options", "nosniff");
    if (!url.pathname.startsWith("/api/")) return page(url.pathname, response);
    const method = request.method ?? "GET";
    requests.push({ method, path: url.pathname + url.search, headers: request.headers });
    if (before.get(`${method} ${url.pathname}`)?.(request, response)) return;
    try {
      const body = await readBody(request);
      const me = whoIs(state, request);
      if (url.pathname === "/api/events") return stream(response, streams);
      const answer = await handle({ state, me, url, method, body, request, response, tell });
      json(response, answer === undefined ? 204 : method === "POST" ? statusOf(url.pathname) : 200, answer);
    } catch (failure) {
      refuse(response, failure);
    }
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    state,
    tell,
    say,
    requests,
    before,
    close() {
      for (const each of streams) each.end();
      server.closeAllConnections();
      server.close();
    },
  };
}

const statusOf = (path: string) =>
  /^\/api\/cases\/\d+\/(notes|decisions)$|^\/api\/(appeals|people|runs|policies|tokens)$/.test(path) ? 201 : 200;

interface Call {
  state: State;
  me: Api.Person | null;
  url: URL;
  method: string;
  body: unknown;
  request: IncomingMessage;
  response: ServerResponse;
  tell: Fake["tell"];
}

function handle({ state, me, url, method, body, request, response, tell }: Call): unknown {
  const path = url.pathname.split("/").slice(1);
  if (url.pathname.startsWith("/api/public/")) return publicNotice(state, path, method, body);
  if (path[1] === "invitations") return invitation(state, path, method, body, response);
  if (url.pathname === "/api/session" && method === "POST") return signIn(state, body, response);
  if (!me) throw new Refusal(401, "sign_in", "Nobody is signed in.");
  if (url.pathname === "/api/session") return method === "DELETE" ? signOut(response) : session(me);
  if (method !== "GET" && request.headers["x-csrf-token"] !== `csrf-${me.handle}`)
    throw new Refusal(403, "forbidden", "The request does not come from the console.");
  const route = ROUTES.find(([verb, pattern]) => verb === method && matches(pattern, path));
  if (!route) throw new Refusal(404, "missing", `There is no ${method} ${url.pathname}.`);
  const asked: Asked = {
    state,
    me,
    path,
    query: url.searchParams,
    body: body as never,
    headers: request.headers as Record<string, string | undefined>,
    tell,
  };
  const answer = route[2](asked);
  if (route[1] === "/api/cases/:id") response.setHeader("ETag", `"${(answer as Api.CaseDetail).summary.version}"`);
  return answer;
}

function matches(pattern: string, path: string[]): boolean {
  const parts = pattern.split("/").slice(1);
  return parts.length === path.length && parts.every((part, at) => part.startsWith(":") || part === path[at]);
}

function whoIs(state: State, request: IncomingMessage): Api.Person | null {
  const handle = /lockstep_session=([a-z]+)/.exec(request.headers.cookie ?? "")?.[1];
  return state.people.find((person) => person.handle === handle && person.active) ?? null;
}

const session = (person: Api.Person): Api.Session => ({
  person,
  csrf_token: `csrf-${person.handle}`,
  expires_at: Math.floor(Date.now() / 1000) + 43200,
});

function enter(response: ServerResponse, person: Api.Person): Api.Session {
  response.setHeader("Set-Cookie", `lockstep_session=${person.handle}; HttpOnly; SameSite=Strict; Path=/`);
  return session(person);
}

function signIn(state: State, body: unknown, response: ServerResponse): Api.Session {
  const { handle, password } = body as { handle: string; password: string };
  const person = state.people.find((each) => each.handle === handle);
  if (!person || password !== "a long password")
    throw new Refusal(401, "sign_in", "Name, password or code is wrong.", "Check all three and try again.");
  return enter(response, person);
}

function signOut(response: ServerResponse): undefined {
  response.setHeader("Set-Cookie", "lockstep_session=; Max-Age=0; Path=/");
}

function invitation(state: State, path: string[], method: string, body: unknown, response: ServerResponse): unknown {
  const found = state.invitations.get(path[2]);
  if (!found)
    throw new Refusal(404, "missing", "This link has been used or has run out.", "Ask an administrator for a new one.");
  if (method === "GET") return found;
  const given = body as { handle: string; name: string };
  const person = { ...state.people[0], person_id: 90, handle: given.handle, name: given.name };
  state.people.push(person);
  state.invitations.delete(path[2]);
  return enter(response, person);
}

function publicNotice(state: State, path: string[], method: string, body: unknown): Api.PublicNotice {
  const notice = state.notices.find((each) => each.token === path[3]);
  if (!notice) throw new Refusal(404, "missing", "There is no such notice.", "Copy the whole link from the message.");
  if (method === "POST") {
    const { text, contact } = body as { text: string; contact?: string };
    addAppeal(state, notice, text, contact ?? "", null);
  }
  const appeal = state.appeals.find((each) => each.notice_id === notice.notice_id);
  const decision = state.cases
    .flatMap((each) => each.decisions)
    .find((each) => each.decision_id === notice.decision_id);
  const member = decision?.members.find((each) => each.account_id === notice.account_id);
  return {
    account_id: notice.account_id,
    measure: member?.measure ?? "suspend",
    measure_now: appeal?.new_measure ?? member?.measure ?? "suspend",
    policy_name: decision?.policy_name ?? "",
    policy_text: state.policies.at(-1)?.text ?? "",
    sentence: "",
    reasons: decision?.reasons ?? "",
    text: notice.text,
    language: notice.language,
    policy_version: decision?.policy_version ?? 1,
    decided_at: notice.created_at,
    appeal_until: notice.appeal_until,
    may_appeal: appeal === undefined && notice.appeal_until * 1000 > Date.now(),
    appeal_state: appeal?.state ?? null,
    outcome: appeal?.outcome ?? null,
    outcome_reasons: appeal?.reasons ?? null,
    appeal_deadline: appeal?.deadline ?? null,
  };
}

function stream(response: ServerResponse, streams: Set<ServerResponse>): void {
  response.writeHead(200, { "Content-Type": "text/event-stream", "Cache-Control": "no-store" });
  response.write(": here\n\n");
  streams.add(response);
  response.on("close", () => streams.delete(response));
}

function page(path: string, response: ServerResponse): void {
  const file = join(built, normalize(path));
  const found = existsSync(file) && statSync(file).isFile() ? file : join(built, "index.html");
  response.writeHead(200, { "Content-Type": TYPES[extname(found)] ?? "application/octet-stream" });
  createReadStream(found).pipe(response);
}

async function readBody(request: IncomingMessage): Promise<unknown> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  const text = Buffer.concat(parts).toString();
  return text === "" || !request.headers["content-type"]?.includes("json") ? text : JSON.parse(text);
}

function json(response: ServerResponse, status: number, value: unknown): void {
  response.writeHead(status, value === undefined ? {} : { "Content-Type": "application/json" });
  response.end(value === undefined ? undefined : JSON.stringify(value));
}

function refuse(response: ServerResponse, failure: unknown): void {
  const { status, kind, message, hint } =
    failure instanceof Refusal ? failure : { status: 500, kind: "fault", message: String(failure), hint: "" };
  response.writeHead(status, { "Content-Type": "application/problem+json" });
  response.end(JSON.stringify({ type: "about:blank", title: kind, status, detail: message, kind, where: "", hint }));
}
