import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const built = fileURLToPath(new URL("../../../build/web/", import.meta.url));
export const screenshots = join(built, "screenshots");

// A report as the program writes it: the built views with the data in their place, `<` escaped.
export function writeReport(name: string, data: unknown): string {
  return writePage(name, JSON.stringify(data).replaceAll("<", "\\u003c"));
}

export function writePage(name: string, text: string): string {
  const views = readFileSync(join(built, "report.html"), "utf8");
  const folder = join(built, "tests");
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${name}.html`);
  writeFileSync(
    path,
    views.replace("__LOCKSTEP_REPORT_DATA__", () => text),
  );
  return `file://${path}`;
}
