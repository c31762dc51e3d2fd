import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import type { Browser, Page } from "playwright-core";
import { violations } from "../axe.ts";
import { signIn, startBrowser, takeSeat } from "./desk.ts";
import { type Fake, startFake } from "./fake/server.ts";
import { settle } from "./fake/settle.ts";

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

const EVIDENCE = ["", "/occasions?occasion=0", "/posts?occasion=0&pair=0-1", "/claims", "/alternatives", "/graph"];
const ENGLISH =
  /\b(the|of|and|with|within|were|are|this|that|by|from|or|no|not|all|first|other|open|close|show|show all|closer|wider|earlier|later|seen|members?|accounts?|occasions?|pairs?|objects?|meetings?|posts?|order|across|shared|judged|created|left|right|under)\b/i;

// What a page says in its own words: not what strangers wrote (bdi), nor what says of itself that it is English.
async function ownWords(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const said: string[] = [];
    for (const element of document.querySelectorAll("#content *")) {
      if (element.closest("bdi, [lang=en], .row-labels, datalist, option, td.one-line")) continue;
      for (const name of ["aria-label", "title", "placeholder"]) said.push(element.getAttribute(name) ?? "");
      for (const node of element.childNodes) if (node.nodeType === Node.TEXT_NODE) said.push(node.textContent ?? "");
    }
    for (const option of document.querySelectorAll("#content select:not(.pair-posts select) option"))
      said.push(option.textContent ?? "");
    return said.filter((each) => each.trim() !== "" && !/^[\s"]*@/.test(each));
  });
}

for (const width of [320, 1440]) {
  test(`a case in German is German at ${width} px, but for what the program and strangers wrote, and axe finds nothing`, async () => {
    await lookAtCase(width);
  });
}

async function lookAtCase(width: number): Promise<void> {
  const { page, faults, close } = await takeSeat(browser, fake.url, { locale: "de-DE", width, touch: width < 400 });
  await signIn(page, "rosa");
  for (const part of EVIDENCE) {
    await page.goto(`/cases/127${part}`);
    await page.locator("h1").waitFor();
    await page.waitForFunction(() => document.querySelector(".loading") === null);
    assert.equal(await page.evaluate(() => document.documentElement.lang), "de");
    const english = (await ownWords(page)).filter((each) => ENGLISH.test(each));
    assert.deepEqual(english, [], part);
    await page.getByText("in ganzen Sätzen schreibt, ist Englisch").first().waitFor();
    assert.deepEqual(await violations(page), [], part);
    assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= width, `${part} is wider`);
    if (process.env.SHOTS)
      await page.screenshot({ path: `${process.env.SHOTS}/${width}${part.replace(/\W/g, "-")}.png`, fullPage: true });
  }
  assert.deepEqual(faults, []);
  await close();
}

test("sentences that the program wrote are marked as English in a German console", async () => {
  const { page, close } = await takeSeat(browser, fake.url, { locale: "de-DE" });
  await signIn(page, "rosa");
  await page.goto("/cases/127/claims");
  await page.getByRole("heading", { name: "Was dafür spricht" }).waitFor();
  assert.ok((await page.locator(".claims li > bdi[lang=en]").count()) > 0);
  await page.goto("/cases/127/alternatives");
  await page.getByText("Freunde oder ein Team").or(page.getByText("passt nicht")).first().waitFor();
  assert.ok((await page.locator(".alternatives td > bdi[lang=en]").count()) > 0);
  await close();
});

test("what the server refuses is marked as English in a German console", async () => {
  const { page, close } = await takeSeat(browser, fake.url, { locale: "de-DE" });
  await signIn(page, "rosa");
  await page.goto("/cases/99999");
  const said = page.getByRole("alert").locator("bdi").first();
  await said.waitFor();
  assert.equal(await said.getAttribute("lang"), "en");
  await close();
});

test("numbers have the comma that a German reader expects", async () => {
  const { page, close } = await takeSeat(browser, fake.url, { locale: "de-DE" });
  await signIn(page, "rosa");
  await page.goto("/cases/127");
  await page.locator(".confidence .value").first().waitFor();
  const shown = await page.locator(".confidence .value").allInnerTexts();
  assert.ok(shown.some((each) => each.includes(",")) && !shown.some((each) => each.includes(".")), shown.join(" "));
  await close();
});

test("the report carries no word of German", () => {
  const report = readFileSync(new URL("../../../build/web/report.html", import.meta.url), "utf8");
  assert.ok(report.includes("What speaks for it"));
  for (const word of ["Gelegenheit", "Was dafür spricht", "Konten"]) assert.ok(!report.includes(word), word);
});
