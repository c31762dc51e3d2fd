import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Screen, signIn, startBrowser, takeSeat } from "./desk.ts";
import { startFake } from "./fake/server.ts";
import { settle } from "./fake/settle.ts";
import { PAGES } from "./pages.ts";

// Pictures of every page, to be looked at: node tests/console/shots.ts [name or name-screen …]
const folder = fileURLToPath(new URL("../../../build/web/screenshots/console/", import.meta.url));
const SCREENS: Record<string, Screen> = {
  light: {},
  dark: { scheme: "dark" },
  phone: { width: 390, height: 844, touch: true },
  "phone-dark": { width: 390, height: 844, touch: true, scheme: "dark" },
  narrow: { width: 320, height: 640, touch: true },
};
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
