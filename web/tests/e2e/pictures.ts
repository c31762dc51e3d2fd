import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { scenarios } from "../scenarios.ts";
import { openBrowser, type Screen } from "./browser.ts";
import { writeReport } from "./files.ts";

// The pictures of the report that the documents show, of made-up data: npm run pictures
const folder = fileURLToPath(new URL("../../../docs/pictures/", import.meta.url));
const PICTURES: Record<string, Screen> = {
  report: { width: 1280, height: 1220 },
  "report-dark": { width: 1280, height: 1220, scheme: "dark" },
  "report-phone": { width: 390, height: 844, touch: true },
};

mkdirSync(folder, { recursive: true });
const browser = await openBrowser();
const url = `${writeReport("town", scenarios.town())}#/network/n2`;
for (const [name, screen] of Object.entries(PICTURES)) {
  const { page, close } = await browser.page(url, screen);
  await page.getByRole("heading", { name: "Members" }).waitFor();
  if (screen.touch)
    await page
      .getByRole("heading", { name: /side by side/ })
      .first()
      .scrollIntoViewIfNeeded();
  await page.screenshot({ path: `${folder}${name}.png` });
  await close();
}
await browser.close();
