import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser } from "playwright-core";
import { signIn, startBrowser, takeSeat } from "./desk.ts";
import { type Fake, startFake } from "./fake/server.ts";
import { answerAppeal, appeal, decide, giveOpinion, propose, takeOut } from "./way.ts";

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

test("from a case to a decision, a second opinion, a notice, an appeal by its reader and a reversal by another person", async () => {
  const rosa = await takeSeat(browser, fake.url);
  await signIn(rosa.page, "rosa");
  await rosa.page.goto("/cases/126");
  await rosa.page
    .getByRole("button", { name: /^Claim/ })
    .first()
    .click();
  const out = await takeOut(rosa.page, "posts daily about ferries since 2019");
  await propose(rosa.page, "Suspend", "You reposted the same timetables within seconds of eleven others, 31 times.");
  const effect = await rosa.page.locator(".effect").innerText();
  assert.match(effect, /accounts\s+11/);
  assert.match(
    await rosa.page.locator("#what-follows").innerText(),
    /second person.*Nothing happens.*may appeal until/s,
  );
  assert.equal(await rosa.page.locator("button.main-act").innerText(), "Ask for a second opinion");
  await decide(rosa.page);
  assert.equal(fake.state.notices.length, 0, "nothing leaves before a second person agrees");
  const asked = fake.requests.findLast((each) => each.method === "POST" && each.path.endsWith("/decisions"));
  assert.equal(asked?.headers["if-match"], '"2"');
  assert.match(String(asked?.headers["idempotency-key"]), /^[0-9a-f]{32}$/);
  await rosa.page.getByText("You proposed this: somebody else must agree.").waitFor();

  const ivo = await takeSeat(browser, fake.url);
  await signIn(ivo.page, "ivo");
  await ivo.page.goto("/cases/126");
  await giveOpinion(ivo.page, true, "The occasions hold, and the sources have nothing in common.");
  assert.equal(fake.state.notices.length, 11);
  assert.ok(fake.state.notices.every((notice) => notice.account_id !== out));
  await rosa.page.locator(".decision-card", { hasText: "in force" }).waitFor();

  const reader = await takeSeat(browser, fake.url, { width: 390, touch: true });
  const [notice] = fake.state.notices;
  await appeal(reader.page, `/notice/${notice.token}`, "We are a rowing club and read the same timetable.");

  const noor = await takeSeat(browser, fake.url);
  await signIn(noor.page, "noor");
  await answerAppeal(noor.page, "Reversed", "Their own words explain what was seen.");
  const member = fake.state.cases[1].members.find((each) => each.account_id === notice.account_id);
  assert.equal(member?.measure, "no_action");
  await reader.page.reload();
  await reader.page.getByRole("heading", { name: "Your appeal: Reversed" }).waitFor();
  for (const seat of [rosa, ivo, reader, noor]) {
    assert.deepEqual(seat.faults, []);
    await seat.close();
  }
});

test("whoever took part in the decision cannot decide its appeal, and is told why", async () => {
  const { page, close } = await takeSeat(browser, fake.url);
  await signIn(page, "rosa");
  await page.goto("/appeals?state=all");
  await page.locator(".queue a").first().click();
  fake.state.appeals[0].state = "open";
  await page.reload();
  await page.getByRole("heading", { name: "You cannot decide this appeal" }).waitFor();
  await page.getByText("You took part in the decision that this appeals against.").waitFor();
  assert.equal(await page.getByRole("button", { name: "Decide the appeal" }).count(), 0);
  await close();
});

test("a decision is taken back by a new decision, and the old one stays in sight", async () => {
  const { page, close } = await takeSeat(browser, fake.url);
  await signIn(page, "ivo");
  await page.goto("/cases/121");
  await propose(page, "Label", "So that readers know that they act together.");
  await decide(page);
  await page.getByRole("button", { name: "Take this decision back" }).click();
  await page.getByText(/This takes decision \d+ back/).waitFor();
  await propose(page, "No action", "They are friends who say so.");
  await decide(page);
  await page.locator(".decision-card", { hasText: "replaced by a later one" }).waitFor();
  await page
    .getByText(/takes decision \d+ back/)
    .first()
    .waitFor();
  await close();
});
