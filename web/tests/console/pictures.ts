import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Page } from "playwright-core";

// The guide's pictures are taken on the way through the tests, and kept only when they are asked for, since each run of
// the tests has another clock: npm run pictures:console
const folder = fileURLToPath(new URL("../../../docs/pictures/", import.meta.url));

export async function picture(page: Page, name: string): Promise<void> {
  if (process.env.LOCKSTEP_PICTURES !== "1") return;
  mkdirSync(folder, { recursive: true });
  await page.waitForTimeout(500);
  await page.screenshot({ path: join(folder, `console-${name}.png`) });
}
