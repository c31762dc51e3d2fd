import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Page } from "playwright-core";
import { scenarios } from "../scenarios.ts";
import { type Browser, openBrowser } from "./browser.ts";
import { writeReport } from "./files.ts";

let browser: Browser;
before(async () => {
  browser = await openBrowser();
});
after(() => browser.close());

const picture = (page: Page) => page.getByRole("application", { name: /occasions side by side/ });
const address = (page: Page) => new URLSearchParams(new URL(page.url()).hash.split("?")[1]);

// The place of the first dot, as the picture's own path has it.
async function firstDot(page: Page): Promise<{ x: number; y: number }> {
  const path = await picture(page).locator(".touch-dots").first().getAttribute("d");
  const [, x, y] = /M([\d.]+) ([\d.]+)/.exec(path ?? "") ?? [];
  return { x: Number(x), y: Number(y) };
}

test("a dot answers to the pointer and ends at the posts, in order, with the seconds between", async () => {
  const { page, close } = await browser.page(`${writeReport("town", scenarios.town())}#/network/n2`, { width: 1280 });
  const dot = await firstDot(page);
  await picture(page).hover({ position: dot });
  assert.match(
    await page.locator(".occasions .readout").innerText(),
    /^@anna_quay10, 4 Mar 2024 18:32:\d\d, first; judged it: RT/,
  );
  await picture(page).click({ position: dot });
  const posts = page.locator(".posts-in-order li");
  await posts.first().waitFor();
  assert.match(await posts.nth(0).innerText(), /first\s+@anna_quay10/);
  assert.match(await posts.nth(1).innerText(), /\+\d+ s/);
  assert.equal(address(page).get("member"), "0");
  await page.goBack();
  await posts.first().waitFor({ state: "detached" });
  await close();
});

test("a tap on a phone opens the same, also in the lanes", async () => {
  const url = `${writeReport("town", scenarios.town())}#/network/n2`;
  const { page, close } = await browser.page(url, { width: 390, height: 800, touch: true });
  await picture(page).tap({ position: await firstDot(page) });
  await page.locator(".posts-in-order li").first().waitFor();
  await page.getByRole("button", { name: "Close" }).first().click();
  const lanes = page.getByRole("application", { name: /^Lanes/ });
  const path = await lanes.locator(".touch-dots").getAttribute("d");
  const [, x, y] = /M([\d.]+) ([\d.]+)/.exec(path ?? "") ?? [];
  await lanes.tap({ position: { x: Number(x), y: Number(y) } });
  await page.locator(".posts-in-order li").first().waitFor();
  await close();
});

test("any pair's posts stand side by side, and the gaps are those of the data", async () => {
  const data = scenarios.town();
  const { page, close } = await browser.page(`${writeReport("town", data)}#/network/n2`, { width: 1280 });
  await page
    .getByRole("button", { name: /^Open side by side/ })
    .first()
    .click();
  const rows = page.locator(".side-by-side li");
  await rows.first().waitFor();
  const network = data.networks[1];
  const strongest = Math.max(...network.pairs.shared);
  assert.equal(await rows.count(), strongest);
  const gaps = await rows.locator(".gap b").allInnerTexts();
  assert.ok(gaps.every((gap) => /^\d+ s$/.test(gap) && Number.parseInt(gap, 10) <= 60));
  await page.getByRole("combobox", { name: "Right" }).selectOption({ index: 5 });
  assert.match(address(page).get("pair") ?? "", /^0-\d+$/);
  await close();
});

test("an address restores everything that was chosen", async () => {
  const hash =
    "#/network/n1?occasion=3&member=2&pair=0-4&occasions.order=most&occasions.least=15&zone=Asia%2FTokyo&pairs.find=bo";
  const { page, close } = await browser.page(writeReport("town", scenarios.town()) + hash, { width: 1280 });
  await page.locator(".opened").waitFor();
  assert.match(await page.locator(".chosen-member").innerText(), /Chosen: @\w+/);
  assert.equal(await page.getByRole("combobox", { name: "Order" }).inputValue(), "most");
  assert.equal(await page.getByRole("combobox", { name: "Accounts together" }).inputValue(), "15");
  assert.equal(await page.getByRole("searchbox", { name: "Search in pairs" }).inputValue(), "bo");
  assert.match(await page.locator("main").innerText(), /times in Asia\/Tokyo/);
  assert.ok((await page.locator(".side-by-side li").count()) > 0);
  await page.getByRole("link", { name: /^All networks/ }).click();
  assert.equal(address(page).get("zone"), "Asia/Tokyo", "the zone is kept from page to page");
  await close();
});

test("the lanes come closer by dragging and by buttons, and go back", async () => {
  const { page, close } = await browser.page(`${writeReport("town", scenarios.town())}#/network/n2`, { width: 1280 });
  const lanes = page.getByRole("application", { name: /^Lanes/ });
  const box = await lanes.boundingBox();
  assert.ok(box);
  await lanes.scrollIntoViewIfNeeded();
  await lanes.hover({ position: { x: 300, y: 40 } });
  await page.mouse.down();
  const now = await lanes.boundingBox();
  assert.ok(now);
  await page.mouse.move(now.x + 500, now.y + 60, { steps: 4 });
  await page.mouse.up();
  await page.waitForURL(/lanes\.to=/);
  const span = [Number(address(page).get("lanes.from")), Number(address(page).get("lanes.to"))];
  assert.ok(span[1] - span[0] > 86400 && span[1] - span[0] < 5 * 86400, `${span}`);
  assert.equal(address(page).get("occasion"), null, "the end of a drag is no click");
  await page.locator(".lanes").getByRole("button", { name: "All" }).click();
  await page.waitForURL((url) => !url.hash.includes("lanes."));
  await close();
});

test("light and dark can be chosen against the system's", async () => {
  const { page, close } = await browser.page(writeReport("town", scenarios.town()), { width: 1280, scheme: "light" });
  const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await ground();
  await page.getByRole("combobox", { name: "Colours" }).selectOption("dark");
  assert.notEqual(await ground(), light);
  await close();
});

test("twenty networks in a row keep one live graph and lose none", async () => {
  const { page, faults, close } = await browser.page(`${writeReport("hashed", scenarios.hashed())}#/network/n1`, {
    width: 1280,
  });
  for (let visited = 1; visited <= 20; ++visited) {
    await page.getByRole("heading", { level: 1, name: new RegExp(`^n${visited} `) }).waitFor();
    await page.locator(".graph-place canvas").first().waitFor();
    const lost = await page.evaluate(() =>
      [...document.querySelectorAll("canvas")].some((canvas) => canvas.getContext("webgl2")?.isContextLost()),
    );
    assert.equal(lost, false, `network ${visited}`);
    await page.getByRole("link", { name: "Next" }).click();
  }
  await page.locator(".graph-place canvas").first().waitFor();
  assert.equal(await page.locator(".graph-place").count(), 1);
  assert.deepEqual(faults, []);
  await close();
});

test("one finger on the graph scrolls the page, two belong to the graph, a node answers to the pointer", async () => {
  const url = `${writeReport("town", scenarios.town())}#/network/n2`;
  const { page, close } = await browser.page(url, { width: 390, height: 800, touch: true });
  const place = page.locator(".graph-place");
  await place.scrollIntoViewIfNeeded();
  const taken = await page.locator(".sigma-mouse").evaluate((canvas) =>
    [1, 2].map((fingers) => {
      const touches = Array.from({ length: fingers }, (_, identifier) => {
        const { left, top } = canvas.getBoundingClientRect();
        return new Touch({ identifier, target: canvas, clientX: left + 20 * identifier, clientY: top + 20 });
      });
      const events = ["touchstart", "touchmove"].map(
        (type) => new TouchEvent(type, { touches, bubbles: true, cancelable: true }),
      );
      return events.some((event) => !canvas.dispatchEvent(event));
    }),
  );
  assert.deepEqual(taken, [false, true]);
  const box = await place.boundingBox();
  assert.ok(box);
  const said = () => page.locator(".graph .readout").innerText();
  search: for (let y = 20; y < box.height; y += 8) {
    for (let x = 10; x < box.width; x += 8) {
      await page.mouse.move(box.x + x, box.y + y);
      if (!/other member/.test(await said())) continue;
      await page.touchscreen.tap(box.x + x, box.y + y);
      break search;
    }
  }
  await page.locator(".chosen-member").waitFor();
  await close();
});
