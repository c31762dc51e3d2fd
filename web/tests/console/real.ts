import { execFile, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

// The program itself, serving a new store; its posts are simulated, so that it is known who acted in concert.
const program = process.env.LOCKSTEP ?? fileURLToPath(new URL("../../../build/release/bin/lockstep", import.meta.url));

export interface Real {
  url: string;
  first_link: string;
  posts: string; // a table to be uploaded
  fewer_posts: string; // another one
  close: () => Promise<void>;
}

export async function startReal(): Promise<Real> {
  const folder = mkdtempSync(join(tmpdir(), "lockstep-console-"));
  await simulate(join(folder, "stream"), { accounts: "2000", days: "10", seed: "4" });
  await simulate(join(folder, "fewer"), { accounts: "400", days: "6", seed: "5" });
  const child = spawn(program, ["serve", "--store", join(folder, "cases.db"), "--port", "0", "--json"], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = new Promise<void>((done) => child.once("exit", () => done()));
  const line = await new Promise<string>((heard, failed) => {
    createInterface({ input: child.stdout }).once("line", heard);
    child.once("exit", (code) => failed(new Error(`lockstep serve ended with ${code}`)));
  });
  const { url, first_link } = JSON.parse(line) as { url: string; first_link: string };
  return {
    url,
    first_link,
    posts: join(folder, "stream/posts.csv"),
    fewer_posts: join(folder, "fewer/posts.csv"),
    async close() {
      child.kill("SIGTERM");
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function simulate(out: string, { accounts, days, seed }: Record<string, string>): Promise<void> {
  const plants = ["size=9,actions=14,jitter=20s,trace=repost", "size=7,actions=14,jitter=20s,trace=link"];
  const wanted = [
    "--accounts",
    accounts,
    "--days",
    days,
    "--seed",
    seed,
    ...plants.flatMap((each) => ["--plant", each]),
  ];
  await promisify(execFile)(program, ["simulate", "--out", out, ...wanted]);
}
