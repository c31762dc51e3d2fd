import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser } from "playwright-core";
import { signIn, startBrowser, takeSeat } from "./desk.ts";
import { type Fake, startFake } from "./fake/server.ts";
import { workByKeyboard } from "./way.ts";

let browser: Browser;
let fake: Fake;
before(async () => {
  browser = await startBrowser();
  fake = await startFake();
});
after(async () => {
  await browser.close();
  fake.close();
});

test("a case is found, claimed, read and decided by keyboard alone", async () => {
  const { page, faults, close } = await takeSeat(browser, fake.url);
  await signIn(page, "rosa");
  const press = (key: string) => page.keyboard.press(key);
  await workByKeyboard(page);
  await press("?");
  const sheet = page.getByRole("dialog", { name: "Keys" });
  await sheet.waitFor();
  await press("Escape");
  await sheet.waitFor({ state: "detached" });
  await press("/");
  await page.getByRole("searchbox", { name: "Id, handle or name" }).waitFor();
  await page.keyboard.type("quay");
  await page.locator(".case-links a").first().waitFor();
  assert.deepEqual(faults, []);
  await close();
});

test("the next free case is one that waits for nobody else", async () => {
  const { page, close } = await takeSeat(browser, fake.url);
  await signIn(page, "rosa");
  await page.locator(".queue tbody tr").nth(1).waitFor();
  const shown = await page.locator(".queue .case-link b").allInnerTexts();
  const [first, second] = shown.map((each) => Number(each.replace(/\D/g, "")));
  for (const { row } of fake.state.cases) {
    const state = row.case_id === first ? "proposed" : "open";
    Object.assign(row, { claimed_by: null, claimed_by_name: null, state });
  }
  await page.reload();
  await page.locator(".queue tbody tr").nth(1).waitFor();
  await page.keyboard.press("n");
  await page.waitForURL(new RegExp(`/cases/${second}$`));
  await close();
});

test("the zone of all times is said on every page", async () => {
  const { page, close } = await takeSeat(browser, fake.url);
  await signIn(page, "rosa");
  await page.getByRole("link", { name: "Times in UTC" }).waitFor();
  await page.goto("/cases?zone=Europe/Berlin");
  await page.getByRole("link", { name: "Times in Europe/Berlin" }).waitFor();
  await close();
});

test("letters rest while somebody types, and can be turned off", async () => {
  const { page, close } = await takeSeat(browser, fake.url);
  await signIn(page, "rosa");
  await page.goto("/cases/124");
  await page.getByLabel("Reasons").fill("");
  await page.getByLabel("Reasons").pressSequentially("next d x ?");
  assert.equal(await page.getByRole("dialog").count(), 0);
  assert.match(page.url(), /cases\/124$/);
  await page.getByRole("heading", { name: /^Case 124/ }).click();
  await page.keyboard.press("?");
  await page.getByLabel("Single-letter keys are on").uncheck();
  await page.keyboard.press("Escape");
  await page.keyboard.press("/");
  await page.waitForTimeout(200);
  assert.match(page.url(), /cases\/124$/);
  await close();
});

test("the skip link leads to the content, and every page takes the focus with it", async () => {
  const { page, close } = await takeSeat(browser, fake.url);
  await signIn(page, "rosa");
  await page.goto("/cases");
  await page.locator(".queue tbody tr").first().waitFor();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  assert.equal(await page.evaluate(() => document.activeElement?.id), "content");
  await page.getByRole("link", { name: "Appeals", exact: true }).click();
  await page.getByRole("heading", { name: "Appeals" }).waitFor();
  await page.waitForFunction(() => document.activeElement?.id === "content");
  assert.match(await page.title(), /^Appeals · Lockstep$/);
  await close();
});

test("the next free case is found beyond the rows that were loaded", async () => {
  const { page, close } = await takeSeat(browser, fake.url);
  const last = fake.state.cases.at(-1)?.row.case_id;
  for (const { row } of fake.state.cases)
    Object.assign(row, { claimed_by: null, claimed_by_name: null, state: row.case_id === last ? "open" : "decided" });
  await page.route("**/api/cases?*limit=50*", async (route) => {
    const response = await route.fetch();
    const json = (await response.json()) as { cases: { case_id: number }[] };
    await route.fulfill({ response, json: { ...json, cases: json.cases.filter((row) => row.case_id !== last) } });
  });
  await signIn(page, "rosa");
  await page.goto("/cases?state=all");
  await page.locator(".queue tbody tr").nth(1).waitFor();
  await page.keyboard.press("n");
  await page.waitForURL(new RegExp(`/cases/${last}\\?`));
  await close();
});
