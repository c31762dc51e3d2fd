import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { scenarios } from "../scenarios.ts";
import { type Browser, openBrowser } from "./browser.ts";
import { writePage, writeReport } from "./files.ts";

let browser: Browser;
before(async () => {
  browser = await openBrowser();
});
after(() => browser.close());

const NETWORK = "#/network/n1?occasion=0&member=0&pair=0-1";

for (const name of Object.keys(scenarios)) {
  test(`the report "${name}" opens offline without a fault, and nothing is wider than the screen`, async () => {
    const url = writeReport(name, scenarios[name]());
    for (const screen of [{ width: 1280 }, { width: 320, height: 640, scheme: "dark" as const, touch: true }]) {
      const { page, faults, close } = await browser.page(url, screen);
      await page
        .getByText(/posts?$/)
        .first()
        .waitFor();
      for (const hash of ["#/?candidates=open", NETWORK]) {
        await page.evaluate((next) => location.assign(next), hash);
        await page.waitForTimeout(150);
        const [content, room] = await page.evaluate(() => [
          document.documentElement.scrollWidth,
          document.documentElement.clientWidth,
        ]);
        assert.ok(content <= room, `${name} ${hash}: ${content} px of content on ${room} px`);
      }
      assert.deepEqual(faults, []);
      assert.equal(await page.evaluate(() => "harmed" in window), false, "a text of the data ran as code");
      await close();
    }
  });
}

test("no view speaks of bots, motives or risk, and none of a candidate that was not tested", async () => {
  const { page, close } = await browser.page(writeReport("town", scenarios.town()), { width: 1280 });
  for (const hash of ["#/", NETWORK]) {
    await page.evaluate((next) => location.assign(next), hash);
    await page.getByRole("heading", { level: 1 }).waitFor();
    const text = (await page.locator("body").innerText()).replace("Antarctica/Troll", ""); // a time zone
    assert.doesNotMatch(text, /\b(bots?|inauthentic|fake|risk|suspicious|manipulat\w+|troll\w*)\b/i);
    assert.doesNotMatch(text, /not tested/i);
  }
  await close();
});

test("damaged, cut and missing data are told from each other, with what to do", async () => {
  const whole = JSON.stringify(scenarios.town());
  const cases: [string, string, RegExp][] = [
    ["cut", whole.slice(0, 5000), /is damaged/],
    [
      "columns",
      whole.replace('"touches":{"object":[0,', '"touches":{"object":['),
      /"touches\.member" has \d+ rows instead of \d+/,
    ],
    ["empty-data", "", /There is no data/],
    ["placeholder", "__LOCKSTEP_REPORT_DATA__", /There is no data/],
  ];
  for (const [name, text, expected] of cases) {
    const { page, faults, close } = await browser.page(writePage(name, text), { width: 390, height: 800 });
    const said = await page.locator("body").innerText();
    assert.match(said, expected, name);
    assert.match(said, /lockstep detect/);
    assert.deepEqual(faults, []);
    await close();
  }
});

test("an address that names no network says so and shows the list", async () => {
  const url = `${writeReport("town", scenarios.town())}#/network/gone?member=99&pair=7-7`;
  const { page, close } = await browser.page(url, { width: 1280 });
  assert.match(await page.getByRole("alert").innerText(), /gone.*is not in this report/);
  await page.getByRole("link", { name: /34 accounts/ }).waitFor();
  await close();
});
