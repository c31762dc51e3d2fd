import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Page } from "playwright-core";
import { scenarios } from "../scenarios.ts";
import { type Browser, openBrowser } from "./browser.ts";
import { writeReport } from "./files.ts";

// What the test says of networks, and of what did not stand.

let browser: Browser;
before(async () => {
  browser = await openBrowser();
});
after(() => browser.close());

const open = (scenario: string, hash: string, width = 1280) =>
  browser.page(writeReport(scenario, scenarios[scenario]()) + hash, { width });
const section = (page: Page, name: string | RegExp) =>
  page.locator("section", { has: page.getByRole("heading", { name, level: 2 }) });
const go = async (page: Page, id: string) => {
  await page.evaluate((next) => location.assign(next), `#/network/${id}`);
  await page.getByRole("heading", { level: 1, name: new RegExp(`^${id} `) }).waitFor();
};

test("each network begins with what was observed and what chance would give, and says what its class means", async () => {
  const data = scenarios.town();
  const { page, close } = await open("town", "#/network/n1");
  for (const network of data.networks) {
    await go(page, network.network_id);
    const said = (await page.locator("main .lead").innerText()).replaceAll("\u00a0", " ");
    assert.equal(said, `${network.sentence} ${network.chance_sentence}`);
    assert.match(said, /that were not used to find them.*; q = (\d × 10⁻[⁰¹²³⁴⁵⁶⁷⁸⁹]+|0\.\d+)\.$/);
    const chance = await page.locator("main .lead i").innerText();
    assert.ok(said.includes(`would meet ${chance}`) && chance.endsWith("times"), chance);
    const heading = await page.getByRole("heading", { level: 1 }).innerText();
    assert.ok(heading.endsWith(network.class.replace("_", " ")), heading);
    const meaning = await page.locator(".class-meaning").innerText();
    assert.equal(meaning.startsWith("Nominated for review"), network.class === "synchronised", meaning);
  }
  await close();
});

test("the overview keeps those that are not nominated apart, each with its class", async () => {
  const { page, close } = await open("town", "#/");
  const rows = (name: string) => section(page, name).locator("tbody tr:not(.spacer)");
  assert.equal(await rows("Nominated for review").count(), 6);
  assert.deepEqual((await rows("Shown, not nominated").locator("td:nth-child(2)").allInnerTexts()).toSorted(), [
    "close circle",
    "closed ring",
    "declared automation",
  ]);
  await close();
});

test("seen stands beside chance, and where a ratio cannot be given none is made up", async () => {
  const { page, close } = await open("odd", "#/network/n1");
  const said = () => section(page, "Seen, and by chance").innerText();
  assert.match(await said(), /by chance 0\n.*chance gives next to none, so no ratio/s);
  await go(page, "n2");
  assert.match(await said(), /seen 0\n.*none seen, so no ratio.*no two members came/s);
  await go(page, "n3");
  assert.match(await said(), /times as often; too few occasions for an interval/);
  assert.match(await section(page, "How long after the first").innerText(), /speak for a reaction/);
  await go(page, "n4");
  assert.match(await said(), /1\.3 times as often \(95%: 0\.4–3\.1\)/);
  assert.match(await section(page, "How long after the first").innerText(), /so they do not tell/);
  await go(page, "n5");
  assert.match(await section(page, "How long after the first").innerText(), /There are no delays to look at/);
  assert.match(await section(page, "Alternatives considered").innerText(), /No alternative was considered/);
  await close();
});

test("occasions that judged the network are told from the others, and can be shown alone", async () => {
  const data = scenarios.town();
  const { objects } = data.networks[1];
  const judged = objects.judged.filter(Boolean).length;
  const { page, close } = await open("town", "#/network/n2");
  const occasions = section(page, "Every occasion, side by side");
  assert.match(await occasions.innerText(), new RegExp(`${judged} occasions with a line above judged the network`));
  await occasions.getByRole("combobox", { name: "Occasions" }).selectOption("judged");
  await occasions.getByText(`${judged} of ${objects.judged.length} occasions`).waitFor();
  assert.match(page.url(), /occasions\.part=judged/);
  const panels = await occasions.locator(".scroller .panel").count();
  assert.equal(await occasions.locator(".scroller .judged-mark").count(), panels);
  await occasions.getByRole("combobox", { name: "Occasions" }).selectOption("rest");
  await occasions.locator(".scroller .judged-mark").first().waitFor({ state: "detached" });
  await page.getByRole("application", { name: /occasions side by side/ }).focus();
  await page.keyboard.press("ArrowRight");
  assert.match(await page.locator(".occasions .readout").innerText(), /did not judge it/);
  await close();
});

test("each alternative has its fit in words, in the same type as every other", async () => {
  const { page, close } = await open("town", "#/network/n2");
  const rows = section(page, "Alternatives considered").locator("tbody tr");
  await rows.first().waitFor(); // the page is drawn in stages
  assert.equal(await rows.count(), 5);
  const styles = await rows.evaluateAll((all) =>
    all.map((row) =>
      [...row.children].map((cell) => {
        const { color, fontWeight, fontSize, backgroundColor } = getComputedStyle(cell);
        return [color, fontWeight, fontSize, backgroundColor].join();
      }),
    ),
  );
  for (const style of styles) assert.deepEqual(style, styles[0]);
  for (const fit of await rows.locator("td.fit").allInnerTexts())
    assert.match(fit, /^(fits|fits partly|does not fit|cannot be told)$/);
  await close();
});

test("candidates that failed are closed until asked for; the address keeps them open, back closes them", async () => {
  const { page, close } = await open("large", "#/");
  const failed = section(page, "Candidates that failed");
  await failed.getByRole("button", { name: "Show all 50,000" }).waitFor();
  assert.equal(await failed.locator("table").count(), 0);
  await failed.getByRole("button", { name: "Show all 50,000" }).click();
  await failed.getByText("50,000 candidates that failed").waitFor();
  assert.ok((await failed.locator("tbody tr:not(.spacer)").count()) < 80);
  await failed.getByRole("columnheader", { name: "Members" }).getByRole("button").click();
  await failed.getByRole("searchbox").fill("one source");
  await failed.getByText(/of 50,000/).waitFor();
  assert.match(page.url(), /candidates=open&candidates\.sort=-members&candidates\.find=one\+source/);
  const reasons = await failed.locator("tbody tr:not(.spacer) td:last-child").allInnerTexts();
  assert.ok(reasons.length > 0 && reasons.every((reason) => reason.includes("one source only")));
  await page.reload();
  await failed.getByText(/of 50,000/).waitFor();
  await failed.getByRole("button", { name: "Hide them" }).click();
  await failed.locator("table").waitFor({ state: "detached" });
  await page.goBack();
  await failed.locator("table").waitFor();
  await close();
});

test("a run that nominates nobody says so first, with what it would have found, and looks like no error", async () => {
  for (const scenario of ["empty", "unflagged"]) {
    const data = scenarios[scenario]();
    const { page, faults, close } = await open(scenario, "#/", 390);
    assert.match(await page.getByRole("heading", { level: 1 }).innerText(), /^Nobody is nominated/);
    const lead = await page.locator("h1 + .lead").innerText();
    assert.ok(lead.endsWith(data.tests.power.sentence), lead);
    assert.equal(await page.getByRole("alert").count(), 0);
    assert.equal(await section(page, "Nominated for review").count(), 0);
    assert.equal(await section(page, "Shown, not nominated").count(), scenario === "empty" ? 0 : 1);
    const power = section(page, "What would have been found");
    assert.match(await power.locator("tbody tr").last().innerText(), /^10 min\s+not with 40/);
    await page.getByRole("link", { name: "candidates that failed" }).click();
    const failed = section(page, "Candidates that failed");
    await failed.locator("tbody td").first().waitFor();
    const top = await failed.evaluate((element) => element.getBoundingClientRect().top);
    assert.ok(top > -10 && top < 600, `the table opened ${top} px away`);
    assert.deepEqual(faults, []);
    await close();
  }
});

test("what is printed at once holds everything, also what the screen had not drawn yet", async () => {
  const { page, close } = await open("large", "#/");
  await page.addInitScript(() => {
    window.addEventListener("afterprint", () => {
      const rows = [...document.querySelectorAll("section[aria-label='Traces'] tbody tr")];
      const heights = rows.map((row) => row.getBoundingClientRect().height);
      Object.assign(window, { printed: heights.filter((height) => height > 10).length });
    });
  });
  await page.goto("about:blank");
  await page.goBack({ waitUntil: "commit" });
  await page.waitForSelector("h1");
  await page.pdf();
  assert.equal(await page.evaluate(() => Reflect.get(window, "printed")), scenarios.large().traces.length);
  await close();
});

test("on paper the occasions stand in rows that fit a sheet, and none is lost", async () => {
  const data = scenarios.town();
  const { page, close } = await open("town", "#/network/n2");
  await page.getByRole("heading", { name: "Members" }).waitFor();
  await page.evaluate(() => window.dispatchEvent(new Event("beforeprint")));
  await page.locator(".occasions").nth(1).waitFor();
  assert.equal(await page.locator(".occasions .panel").count(), data.networks[1].occasions);
  const widest = await page.locator("figure svg").evaluateAll((all) => Math.max(...all.map((svg) => svg.clientWidth)));
  assert.ok(widest <= 700, `${widest} px`);
  await page.evaluate(() => window.dispatchEvent(new Event("afterprint")));
  await page.locator(".occasions").nth(1).waitFor({ state: "detached" });
  await close();
});
