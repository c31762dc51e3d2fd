import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser } from "playwright-core";
import { lookAround, type Screen, startBrowser } from "./desk.ts";
import { type Fake, startFake } from "./fake/server.ts";
import { settle } from "./fake/settle.ts";
import { PAGES } from "./pages.ts";

const SCRIPT = "<script>window.harmed = 1</script><img src=x onerror='window.harmed = 1'>";
const TURNED = "\u202eeman desrever";

let browser: Browser;
let fake: Fake;
before(async () => {
  browser = await startBrowser();
  fake = await startFake("hostile");
  settle(fake.state);
  harm(fake);
});
after(async () => {
  await browser.close();
  fake.close();
});

// Everything that strangers or colleagues write is as bad as it can be.
function harm({ state }: Fake): void {
  const long = "x".repeat(100_000);
  for (const person of state.people.slice(1, 4)) person.name = `${SCRIPT}${TURNED}`;
  const [first, second] = state.cases;
  Object.assign(first.row, { sentence: SCRIPT, claimed_by: 3, claimed_by_name: TURNED + SCRIPT });
  first.missing.push(SCRIPT);
  Object.assign(first.members[0], { handle: SCRIPT, display_name: long, reason: SCRIPT + TURNED });
  Object.assign(first.members[1], { handle: long });
  first.notes.push({
    note_id: 7,
    case_id: 127,
    person_id: 2,
    name: SCRIPT,
    text: SCRIPT + long,
    mentions: ["rosa"],
    time: 1.7e9,
  });
  for (const decision of second.decisions)
    Object.assign(decision, { reasons: SCRIPT + TURNED + long, policy_name: SCRIPT });
  for (const appeal of state.appeals)
    Object.assign(appeal, { text: SCRIPT + long, contact: "javascript:window.harmed=1" });
  for (const notice of state.notices) notice.text = SCRIPT + TURNED;
  for (const entry of state.history)
    Object.assign(entry, { act: SCRIPT, name: TURNED, payload: { [SCRIPT]: long, b: SCRIPT } });
  for (const message of state.messages) Object.assign(message, { last_error: SCRIPT, account_id: long });
  for (const run of state.runs) Object.assign(run, { name: SCRIPT + long, error: SCRIPT, files: [SCRIPT, long] });
  for (const policy of state.policies) Object.assign(policy, { name: SCRIPT, text: SCRIPT + long });
}

const SCREENS: [string, Screen][] = [
  ["a wide screen", {}],
  ["320 px", { width: 320, height: 640, touch: true }],
];

for (const who of new Set(PAGES.map(([, person]) => person))) {
  test(`hostile texts are texts on every page of ${who || "anybody"}, and break none out of any screen`, async () => {
    await lookAround(browser, fake.url, who, SCREENS, async (page, where) => {
      assert.equal(await page.evaluate(() => (window as { harmed?: number }).harmed), undefined, where);
      assert.equal(await page.locator("main img, main script").count(), 0, where);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(wide <= 0, `${where}: ${wide} px too wide`);
      assert.deepEqual(await page.evaluate(marksThatLeak), [], where);
    });
  });
}

// Marks that turn the line may only stand inside an isolate, where they turn nothing but their own text.
function marksThatLeak(): string[] {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const leaks: string[] = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const inside = node.parentElement;
    if (!/[\u202a-\u202e\u2066-\u2069]/.test(node.textContent ?? "") || !inside) continue;
    if (!inside.closest("bdi, pre, option, textarea")) leaks.push(inside.outerHTML.slice(0, 120));
  }
  return leaks;
}
