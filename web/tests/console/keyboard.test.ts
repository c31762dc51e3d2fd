import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser } from "playwright-core";
import { signIn, startBrowser, takeSeat } from "./desk.ts";
import { type Fake, startFake } from "./fake/server.ts";

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
  const press = async (...keys: string[]) => {
    for (const key of keys) await page.keyboard.press(key);
  };
  await page.locator(".queue tbody tr").first().waitFor();
  await press("j", "j", "c");
  await page.locator("tr.chosen", { hasText: "Give back" }).waitFor();
  await press("Enter");
  await page.getByRole("heading", { name: /^Case 126/ }).waitFor();
  await page.locator(".members-lead").waitFor();
  await press("j", "j", "x");
  await page.getByRole("dialog").waitFor();
  await press("Tab");
  await page.keyboard.type("posts daily about ferries");
  await press("Tab", "Enter");
  await page.getByRole("dialog").waitFor({ state: "detached" });
  await page.locator("tr.taken-out.chosen").waitFor();
  await press("e");
  await page.getByRole("heading", { name: "Every occasion, side by side" }).waitFor();
  assert.match(page.url(), /occasions\.only=1/);
  await press("d");
  assert.equal(await page.evaluate(() => document.activeElement?.id), "decision");
  await press("Tab", "ArrowDown");
  assert.ok(await page.getByRole("radio", { name: "Label" }).isChecked());
  await page.getByLabel("Policy").focus();
  await press("ArrowDown");
  await press("Tab", "Tab");
  await page.getByLabel("Reasons").focus();
  await page.keyboard.type("Readers should know that these accounts act together.");
  await page.waitForFunction(
    () => !(document.querySelector(".decision button.main-act") as HTMLButtonElement).disabled,
  );
  await page.locator(".decision button.main-act").focus();
  await press("Enter");
  await page.locator(".decision-card").waitFor();
  await press("?");
  const sheet = page.getByRole("dialog", { name: "Keys" });
  await sheet.waitFor();
  await press("Escape");
  await sheet.waitFor({ state: "detached" });
  await press("/");
  await page.getByRole("searchbox", { name: "Id, handle or name" }).waitFor();
  await page.keyboard.type("quay");
  await page.locator("td.case-links a").first().waitFor();
  assert.deepEqual(faults, []);
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
