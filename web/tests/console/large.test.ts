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
  grow(fake);
});
after(async () => {
  await browser.close();
  fake.close();
});

// 10,000 cases, one of them with 5,000 members.
function grow({ state }: Fake): void {
  const [first, second] = state.cases;
  const [pattern] = first.members;
  first.members = Array.from({ length: 5000 }, (_, at) => ({
    ...pattern,
    account_id: String(9_600_000 + at),
    handle: `harbour_${String(at).padStart(4, "0")}`,
    confidence: 0.999 - at / 10_000,
  }));
  first.row.members = 5000;
  for (let at = 0; at < 10_000 - 9; ++at)
    state.cases.push({ ...second, row: { ...second.row, case_id: 1000 + at, priority: -at } });
}

test("5,000 members are few rows in the page, found by name, and the last is reached", async () => {
  const { page, faults, close } = await takeSeat(browser, fake.url);
  await signIn(page, "rosa");
  await page.goto("/cases/127");
  await page.getByText("5000 of 5000 kept.").or(page.getByText("5,000 of 5,000 kept.")).waitFor();
  assert.ok((await page.locator(".data-table tbody tr").count()) < 80);
  await page.getByRole("searchbox", { name: "Search in members" }).fill("harbour_4999");
  await page.locator(".data-table", { hasText: "1 of 5,000" }).waitFor();
  await page.getByRole("button", { name: /^Take out/ }).click();
  await page.getByLabel("Why?").fill("the harbour's own account");
  await page.getByRole("dialog").getByRole("button", { name: "Take out" }).click();
  await page.locator("tr.taken-out", { hasText: "harbour_4999" }).waitFor();
  assert.deepEqual(faults, []);
  await close();
});

test("a queue of 10,000 cases shows its first page, filters and goes on", async () => {
  const { page, close } = await takeSeat(browser, fake.url);
  await signIn(page, "rosa");
  await page.getByText("The first 50 of 10000 cases").waitFor();
  await page.getByRole("button", { name: "Show 50 more" }).click();
  await page.getByText("The first 100 of 10000 cases").waitFor();
  await page.getByLabel("Class").selectOption("closed_ring");
  await page.getByText("1 case", { exact: true }).waitFor();
  assert.match(page.url(), /network_class=closed_ring/);
  await page.getByRole("link", { name: /^Case 120/ }).click();
  await page.getByRole("heading", { name: /^Case 120/ }).waitFor();
  assert.match(page.url(), /network_class=closed_ring/, "the way back leads into the same queue");
  await close();
});
