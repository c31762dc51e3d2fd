import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser } from "playwright-core";
import { violations } from "../axe.ts";
import { lookAround, type Screen, startBrowser, takeSeat } from "./desk.ts";
import { type Fake, startFake } from "./fake/server.ts";
import { settle } from "./fake/settle.ts";
import { PAGES } from "./pages.ts";

let browser: Browser;
let fake: Fake;
before(async () => {
  browser = await startBrowser();
  fake = await startFake();
  settle(fake.state);
});
after(async () => {
  await browser.close();
  fake.close();
});

const SCREENS: [string, Screen][] = [
  ["wide and light", {}],
  ["320 px and dark", { width: 320, height: 640, scheme: "dark", touch: true }],
  ["390 px, light and German", { width: 390, height: 844, touch: true, locale: "de-DE" }],
];

for (const who of new Set(PAGES.map(([, person]) => person))) {
  test(`every page of ${who || "anybody"}, on each screen: axe finds nothing, nothing is wider, nothing breaks the content policy`, async () => {
    await lookAround(browser, fake.url, who, SCREENS, async (page, where) => {
      assert.deepEqual(await violations(page), [], where);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(wide <= 0, `${where}: ${wide} px too wide`);
    });
  });
}

test("whoever has no JavaScript is told what to do", async () => {
  const { page, close } = await takeSeat(browser, fake.url, { javascript: false });
  await page.goto("/notice/link-2");
  assert.match(await page.locator("body").innerText(), /JavaScript.*in writing/);
  await close();
});
