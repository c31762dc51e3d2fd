import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Page } from "playwright-core";
import { violations } from "../axe.ts";
import { scenarios } from "../scenarios.ts";
import { type Browser, openBrowser } from "./browser.ts";
import { writePage, writeReport } from "./files.ts";

let browser: Browser;
before(async () => {
  browser = await openBrowser();
});
after(() => browser.close());

for (const scheme of ["light", "dark"] as const) {
  for (const width of [1280, 390]) {
    test(`axe finds nothing at ${width} px in ${scheme}`, async () => {
      const { page, close } = await browser.page(writeReport("town", scenarios.town()), { width, scheme });
      for (const hash of ["#/?candidates=open", "#/network/n1?occasion=0&member=2&pair=0-3&members.sort=-occasions"]) {
        await page.evaluate((next) => location.assign(next), hash);
        await page.waitForTimeout(300);
        assert.deepEqual(await violations(page), [], hash);
      }
      await close();
    });
  }
}

test("axe finds nothing where no network was found, nor where the data is damaged", async () => {
  for (const url of [
    writeReport("empty", scenarios.empty()),
    writeReport("unflagged", scenarios.unflagged()),
    `${writeReport("odd", scenarios.odd())}#/network/n5`,
    writePage("cut", '{"run":'),
  ]) {
    const { page, close } = await browser.page(url, { width: 390 });
    assert.deepEqual(await violations(page), []);
    await close();
  }
});

test("the whole way from the list to a pair's posts goes by keyboard alone, with the focus in sight", async () => {
  const { page, faults, close } = await browser.page(writeReport("town", scenarios.town()), { width: 1280 });
  await page.keyboard.press("Tab");
  assert.equal(await focused(page), "Skip to the content");
  await page.keyboard.press("Enter");
  await tabTo(page, /^34 accounts/);
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: /^n1/ }).waitFor();
  await page.getByRole("application", { name: /occasions side by side/ }).focus();
  for (const key of ["ArrowRight", "ArrowRight", "ArrowDown", "ArrowRight"]) await page.keyboard.press(key);
  const said = await page.locator(".occasions .readout").innerText();
  assert.match(said, /@\w+, \d+ Mar 2024 [\d:]+, .* after the first/);
  await page.keyboard.press("Enter");
  await page.locator(".opened h3:focus").waitFor();
  assert.match(page.url(), /occasion=\d+&member=\d+/);
  await page.getByRole("application", { name: /^Graph/ }).focus();
  await page.keyboard.press("ArrowRight");
  assert.match(await page.locator(".graph .readout").innerText(), /occasions? with \d+ other members/);
  await page.getByRole("searchbox", { name: "Search in pairs" }).focus();
  await tabTo(page, /^Open/, 12);
  await page.keyboard.press("Enter");
  await page.locator(".side-by-side li").first().waitFor();
  const outline = await page.evaluate(() => {
    (document.querySelector(".crumbs a") as HTMLElement).focus();
    return getComputedStyle(document.activeElement as Element).outlineStyle;
  });
  assert.notEqual(outline, "none");
  assert.deepEqual(faults, []);
  await close();
});

async function focused(page: Page): Promise<string> {
  return page.evaluate(
    () => document.activeElement?.getAttribute("aria-label") ?? document.activeElement?.textContent ?? "",
  );
}

async function tabTo(page: Page, name: RegExp, most = 40): Promise<void> {
  for (let step = 0; step < most; ++step) {
    await page.keyboard.press("Tab");
    if (name.test(await focused(page))) return;
  }
  assert.fail(`${most} tabs did not reach ${name}`);
}
