import type { NetworkData, ReportData } from "./data";

// The data that the program put into the page, or a sentence that says what is wrong with it.
export type Read = { data: ReportData; problem?: undefined } | { data?: undefined; problem: Problem };

export interface Problem {
  message: string;
  cause: string;
  hint: string;
}

export function readData(text: string): Read {
  const start = text.trimStart();
  if (start === "") return { problem: EMPTY };
  if (!start.startsWith("{")) return { problem: start.startsWith("__") ? EMPTY : damaged("it does not begin with {") };
  let data: ReportData;
  try {
    data = JSON.parse(text);
  } catch (error) {
    return { problem: damaged(error instanceof Error ? error.message : String(error)) };
  }
  const fault = findFault(data);
  return fault === null ? { data } : { problem: damaged(fault) };
}

const EMPTY: Problem = {
  message: "There is no data in this file.",
  cause: "These are the report's views before a result was put into them.",
  hint: "lockstep detect posts.csv",
};

function damaged(cause: string): Problem {
  return {
    message: "The data in this file is damaged.",
    cause: `It cannot be shown whole, so none of it is shown: ${cause}.`,
    hint: "lockstep detect --replay run.json",
  };
}

const PARTS = ["run", "read_report", "traces", "networks", "candidates", "tests", "left_out"] as const;

function findFault(data: ReportData): string | null {
  const missing = PARTS.find((part) => typeof data[part] !== "object" || data[part] === null);
  if (missing) return `"${missing}" is missing`;
  const fault = findUnequal("candidates", data.candidates);
  if (fault) return fault;
  for (const network of data.networks) {
    const fault = findColumnFault(network);
    if (fault) return `network "${String(network.network_id).slice(0, 60)}": ${fault}`;
  }
  return null;
}

function findUnequal(table: string, columns: object): string | null {
  let rows = -1;
  for (const [name, column] of Object.entries(columns)) {
    if (!Array.isArray(column)) return `"${table}.${name}" is not a list`;
    if (rows >= 0 && column.length !== rows) return `"${table}.${name}" has ${column.length} rows instead of ${rows}`;
    rows = column.length;
  }
  return null;
}

const TABLES = ["members", "pairs", "objects", "touches", "others", "activity", "posts"] as const;

// Columns of one table must be equally long, and positions must point at rows that exist.
function findColumnFault(network: NetworkData): string | null {
  for (const table of TABLES) {
    const fault = network[table] ? findUnequal(table, network[table]) : `"${table}" is missing`;
    if (fault) return fault;
  }
  const { edges, seen, plan, reaction } = network.delays ?? {};
  if (!edges || [seen, plan, reaction].some((bins) => bins?.length !== edges.length - 1))
    return `"delays" has not one bin between each two edges`;
  const members = network.members.account_id.length;
  const objects = network.objects.object.length;
  const positions: [string, number[], number][] = [
    ["pairs.a", network.pairs.a, members],
    ["pairs.b", network.pairs.b, members],
    ["touches.member", network.touches.member, members],
    ["touches.object", network.touches.object, objects],
    ["touches.post", network.touches.post, network.posts.post_id.length],
    ["others.object", network.others.object, objects],
    ["activity.member", network.activity.member, members],
  ];
  for (const [name, column, length] of positions) {
    const least = name === "touches.post" ? -1 : 0;
    for (const position of column) {
      if (!(position >= least && position < length)) return `"${name}" points at row ${position} of ${length}`;
    }
  }
  return null;
}
