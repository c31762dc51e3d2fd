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

const members = (page: Page) =>
  page.locator("section", { has: page.getByRole("heading", { name: "Members", exact: true }) });
const column = async (page: Page, at: number) =>
  members(page).locator(`tbody tr:not(.spacer) td:nth-child(${at})`).allInnerTexts();

test("a table sorts both ways, keeps it in the address, and a reload shows the same", async () => {
  const { page, close } = await browser.page(`${writeReport("town", scenarios.town())}#/network/n2`, { width: 1280 });
  const heading = members(page).getByRole("columnheader", { name: "All posts" });
  await heading.getByRole("button").click();
  const down = (await column(page, 8)).map(Number);
  assert.deepEqual(
    down,
    down.toSorted((a, b) => b - a),
  );
  assert.equal(await heading.getAttribute("aria-sort"), "descending");
  await heading.getByRole("button").click();
  assert.match(page.url(), /members\.sort=events/);
  await page.reload();
  await members(page).getByRole("row").nth(12).waitFor();
  const up = (await column(page, 8)).map(Number);
  assert.deepEqual(up, down.toReversed());
  await close();
});

test("a search narrows the rows, and what is copied is what is shown, as TSV", async () => {
  const { page, close } = await browser.page(`${writeReport("town", scenarios.town())}#/network/n2`, { width: 1280 });
  await members(page).getByRole("searchbox").fill("rye");
  await members(page)
    .getByText(/^3 of 12/)
    .waitFor();
  assert.match(page.url(), /members\.find=rye/);
  await members(page).getByRole("button", { name: "Copy as TSV" }).click();
  await members(page).getByText("3 rows copied").waitFor();
  const lines = (await page.evaluate(() => navigator.clipboard.readText())).split("\n");
  assert.equal(lines[0].split("\t")[0], "account");
  assert.equal(lines.length, 4);
  assert.ok(lines.slice(1).every((line) => line.startsWith("'@") && line.includes("_rye")));
  await members(page).getByRole("searchbox").fill("nobody at all");
  await members(page)
    .getByText(/Clear the search to see all 12/)
    .waitFor();
  await close();
});

test("a long table shows few rows at a time under a heading that stays, and prints more of them", async () => {
  const data = scenarios.large();
  const many = data.networks[0].pairs.a.length;
  const said = many.toLocaleString("en-GB");
  const { page, close } = await browser.page(`${writeReport("large", data)}#/network/n1`, { width: 1280 });
  const pairs = page.locator(".halves .data-table");
  await pairs.getByText(`${said} pairs`).waitFor();
  const rows = await pairs.locator("tbody tr:not(.spacer)").count();
  assert.ok(rows > 8 && rows < 80, `${rows} rows in the page`);
  await pairs.locator(".rows").evaluate((rows) => rows.scrollTo(0, rows.scrollHeight));
  await pairs.locator(`tr[aria-rowindex="${many + 1}"]`).waitFor();
  const apart = await pairs.evaluate((table) => {
    const head = table.querySelector("th") as Element;
    const place = table.querySelector(".rows") as Element;
    return Math.abs(head.getBoundingClientRect().top - place.getBoundingClientRect().top);
  });
  assert.ok(apart < 3, `the heading is ${apart} px away from its place`);
  await page.evaluate(() => window.dispatchEvent(new Event("beforeprint")));
  await pairs.getByText(`The first 1,000 of ${said} rows are printed`).waitFor();
  await close();
});
