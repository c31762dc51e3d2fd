import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser } from "playwright-core";
import { violations } from "../axe.ts";
import { type Screen, signIn, startBrowser, takeSeat } from "./desk.ts";
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

for (const [name, screen] of SCREENS) {
  test(`every page, ${name}: axe finds nothing, nothing is wider than the screen, nothing breaks the content policy`, async () => {
    for (const who of new Set(PAGES.map(([, person]) => person))) {
      const { page, faults, close } = await takeSeat(browser, fake.url, screen);
      if (who !== "") await signIn(page, who);
      for (const [shown, person, address] of PAGES) {
        if (person !== who) continue;
        await page.goto(address);
        await page.locator("h1, [role=alert]").first().waitFor();
        await page.waitForFunction(() => document.querySelector(".loading") === null);
        assert.deepEqual(await violations(page), [], shown);
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        assert.ok(wide <= 0, `${shown} is ${wide} px too wide`);
      }
      assert.deepEqual(faults, [], who);
      await close();
    }
  });
}

test("whoever has no JavaScript is told what to do", async () => {
  const { page, close } = await takeSeat(browser, fake.url, { javascript: false });
  await page.goto("/notice/link-2");
  assert.match(await page.locator("body").innerText(), /JavaScript.*in writing/);
  await close();
});
