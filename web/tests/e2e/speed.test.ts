import assert from "node:assert/strict";
import { statSync } from "node:fs";
import { after, before, test } from "node:test";
import type { Page } from "playwright-core";
import { scenarios } from "../scenarios.ts";
import { type Browser, openBrowser } from "./browser.ts";
import { writeReport } from "./files.ts";

// 500 networks and 50,000 pairs. The numbers are printed, to be compared by whoever knows the machine: the aim is a first view
// within 2 s and answers within 100 ms on one that is not busy. Only the absurd fails.

let browser: Browser;
before(async () => {
  browser = await openBrowser();
});
after(() => browser.close());

// From the act until the last change of the page that it caused (what is drawn later, since it takes longer, counts too), or
// until the first, the answer that a reader waits for.
async function answer(page: Page, act: string, until: "first" | "last" = "last"): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < 5; ++round) {
    const spent = await page.evaluate(
      ({ source, round, until }) =>
        new Promise<number>((resolve) => {
          const start = performance.now();
          let end = 0;
          const seen = new MutationObserver(() => {
            if (end === 0 || until === "last") end = performance.now() - start;
          });
          seen.observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });
          new Function("round", source)(round);
          setTimeout(() => resolve(end), 700);
        }),
      { source: act, round, until },
    );
    times.push(spent);
  }
  return Math.round(times.toSorted((a, b) => a - b)[2]);
}

const TYPE = (label: string, text: string) => `
  const input = [...document.querySelectorAll("label")].find((each) => each.textContent === "${label}").querySelector("input");
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set.call(input, "${text}".slice(0, 1 + input.value.length % 3));
  input.dispatchEvent(new Event("input", { bubbles: true }));`;
const PRESS = (name: string, within = "document", which = "0") =>
  `[...${within}.querySelectorAll("button")].filter((each) => each.textContent.startsWith("${name}"))[${which}].click()`;

test("the first view stands soon, and acts are answered at once, with 500 networks and 50,000 pairs", async (context) => {
  const data = scenarios.large();
  const pairs = data.networks.reduce((sum, network) => sum + network.pairs.a.length, 0);
  const url = writeReport("large", data);
  const { page, close } = await browser.page(url, { width: 1280 });
  await page.waitForFunction(() => performance.getEntriesByName("first view").length > 0);
  const first = await page.evaluate(() => performance.getEntriesByName("first view")[0].startTime);
  const paint = await page.evaluate(() => performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? 0);
  const most = data.networks[0].pairs.a.length.toLocaleString("en-GB");
  const numbers: Record<string, number> = {
    "first contentful paint": Math.round(paint),
    "first view": Math.round(first),
  };
  numbers["sort 500 networks"] = await answer(page, PRESS("Occasions"));
  numbers["search in 500 networks"] = await answer(page, TYPE("Search in networks", "220"));
  const candidates = `document.querySelector("#section-candidates")`;
  await page.goto(`${url}#/?candidates=open`);
  await page.locator(".candidates tbody td").first().waitFor();
  numbers["close and open 50,000 candidates"] = await answer(
    page,
    `[...${candidates}.querySelectorAll("button")].find((each) => /^(Hide|Show)/.test(each.textContent)).click()`,
  );
  await page.goto(`${url}#/?candidates=open&candidates.sort=p_value`);
  await page.locator(".candidates tbody td").first().waitFor();
  numbers["sort 50,000 candidates"] = await answer(page, PRESS("Members", candidates));
  numbers["search in 50,000 candidates"] = await answer(page, TYPE("Search in candidates that failed", "950"));
  await page.goto(`${url}#/network/n2`);
  const other = `location.hash = "#/network/n" + (location.hash.endsWith("n1") ? 2 : 1)`;
  numbers[`open the network of ${most} pairs`] = await answer(page, other, "first");
  numbers[`open the network of ${most} pairs, until all of it is drawn`] = await answer(page, other);
  await page.goto(`${url}#/network/n1`);
  await page.locator(".halves .data-table").waitFor();
  await page.waitForTimeout(500);
  numbers[`sort ${most} pairs`] = await answer(page, PRESS("Account", `document.querySelector(".halves .data-table")`));
  numbers[`search in ${most} pairs`] = await answer(page, TYPE("Search in pairs", "rye"));
  numbers["choose a member"] = await answer(page, PRESS("@", "document", "round"));
  for (const [what, milliseconds] of Object.entries(numbers)) context.diagnostic(`${what}: ${milliseconds} ms`);
  context.diagnostic(
    `${data.networks.length} networks, ${pairs} pairs, ${(statSync(new URL(url)).size / 1e6).toFixed(1)} MB`,
  );
  assert.ok(first < 20_000 && Object.values(numbers).every((each) => each < 20_000));
  await close();
});
