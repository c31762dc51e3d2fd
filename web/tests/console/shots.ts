import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Screen, signIn, startBrowser, takeSeat } from "./desk.ts";
import { startFake } from "./fake/server.ts";
import { settle } from "./fake/settle.ts";

// Pictures of every page, to be looked at: node tests/console/shots.ts [name or name-screen …]
const folder = fileURLToPath(new URL("../../../build/web/screenshots/console/", import.meta.url));
const SCREENS: Record<string, Screen> = {
  light: {},
  dark: { scheme: "dark" },
  phone: { width: 390, height: 844, touch: true },
  "phone-dark": { width: 390, height: 844, touch: true, scheme: "dark" },
  narrow: { width: 320, height: 640, touch: true },
};
const PAGES: [name: string, who: string, address: string][] = [
  ["sign-in", "", "/"],
  ["invitation", "", "/invitation/first"],
  ["queue", "rosa", "/cases"],
  ["members", "rosa", "/cases/127"],
  ["occasions", "rosa", "/cases/127/occasions"],
  ["posts", "rosa", "/cases/127/posts?occasion=0"],
  ["claims", "rosa", "/cases/127/claims"],
  ["alternatives", "rosa", "/cases/127/alternatives"],
  ["graph", "rosa", "/cases/127/graph"],
  ["similar", "rosa", "/cases/127/similar"],
  ["notes", "rosa", "/cases/127/notes"],
  ["history", "rosa", "/cases/127/history"],
  ["decided", "rosa", "/cases/126"],
  ["proposed", "ivo", "/cases/125"],
  ["accounts", "rosa", "/accounts?q=a"],
  ["runs", "rosa", "/runs"],
  ["new-run", "rosa", "/runs/new"],
  ["run", "rosa", "/runs/1"],
  ["reviews", "ivo", "/reviews"],
  ["review", "ivo", "/reviews/1"],
  ["appeals", "noor", "/appeals"],
  ["appeal", "noor", "/appeals/1"],
  ["appeal-not-you", "rosa", "/appeals/1"],
  ["public", "", "/notice/link-2"],
  ["public-appealed", "", "/notice/link-1"],
  ["notices", "pia", "/notices"],
  ["notice", "pia", "/notices/2"],
  ["templates", "pia", "/templates"],
  ["outbox", "pia", "/outbox"],
  ["policies", "ada", "/policies"],
  ["people", "ada", "/people"],
  ["settings", "ada", "/settings"],
  ["audit", "otto", "/audit"],
  ["log", "otto", "/audit/log"],
  ["quality", "otto", "/audit/quality"],
  ["me", "rosa", "/me"],
  ["access", "rosa", "/me/access"],
  ["tokens", "rosa", "/me/tokens"],
  ["nowhere", "rosa", "/nowhere"],
];

const wanted = process.argv.slice(2);
mkdirSync(folder, { recursive: true });
const fake = await startFake();
settle(fake.state);
const browser = await startBrowser();
for (const [screen, size] of Object.entries(SCREENS)) {
  for (const [name, who, address] of PAGES) {
    const file = `${name}-${screen}`;
    if (wanted.length > 0 ? !wanted.includes(name) && !wanted.includes(file) : !["light", "phone"].includes(screen))
      continue;
    const { page, faults, close } = await takeSeat(browser, fake.url, size);
    if (who !== "") await signIn(page, who);
    await page.goto(address);
    await page.locator("h1").first().waitFor();
    await page.waitForTimeout(700);
    await page.screenshot({ path: join(folder, `${file}.png`), fullPage: size.width !== undefined });
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    if (wide > 0) console.log(file, "is too wide by", wide);
    if (faults.length > 0) console.log(file, faults);
    await close();
  }
}
await browser.close();
fake.close();
