import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser } from "playwright-core";
import { signIn, startBrowser, takeSeat } from "./desk.ts";
import { type Fake, startFake } from "./fake/server.ts";
import { propose, takeOut } from "./way.ts";

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

test("two reviewers on one case: the second sees the first's claim at once, and cannot decide on an old state", async () => {
  const rosa = await takeSeat(browser, fake.url);
  const ivo = await takeSeat(browser, fake.url);
  await signIn(rosa.page, "rosa");
  await signIn(ivo.page, "ivo");
  await rosa.page.goto("/cases/126");
  await ivo.page.goto("/cases/126");
  await ivo.page.locator(".members-lead").waitFor();
  await propose(ivo.page, "Label", "Readers should know.");

  // the events are held back, as on a slow line: ivo still looks at the state before
  const { tell } = fake;
  fake.before.set("GET /api/cases/126", (request) => request.headers.cookie?.includes("ivo") === true && ivoWaits);
  let ivoWaits = true;
  await takeOut(rosa.page, "posts daily about ferries");
  await ivo.page.locator(".decision button.main-act").click();
  await ivo.page.getByRole("alert").getByText("Somebody changed this while you looked at it.").waitFor();
  assert.equal(fake.state.cases[1].decisions.length, 0);
  assert.equal(await ivo.page.getByLabel("Reasons").inputValue(), "Readers should know.", "what was typed is kept");
  ivoWaits = false;
  fake.before.clear();

  await rosa.page
    .getByRole("button", { name: /^Claim/ })
    .first()
    .click();
  tell({ act: "case.claimed", case_id: 126 });
  await ivo.page.reload();
  await ivo.page.locator(".case-state", { hasText: "claimed by Rosa Mertens" }).waitFor();
  await rosa.close();
  await ivo.close();
});

test("whoever claims second is told who was faster", async () => {
  const { page, close } = await takeSeat(browser, fake.url);
  await signIn(page, "rosa");
  await page.goto("/cases");
  const row = page.locator("tr", { hasText: "Case 124" });
  await row.getByRole("button", { name: "Claim 124" }).waitFor();
  Object.assign(fake.state.cases[3].row, { claimed_by: 3, claimed_by_name: "Ivo Brandt" });
  await row.getByRole("button", { name: "Claim 124" }).click();
  await page.getByRole("alert").getByText("Ivo Brandt was faster.").waitFor();
  await row.getByText("Ivo Brandt").waitFor();
  await close();
});

test("the queue shows what waits, and what is decided one link away", async () => {
  const { page, close } = await takeSeat(browser, fake.url);
  const [decided] = fake.state.cases;
  const before = decided.row.state;
  decided.row.state = "decided";
  await signIn(page, "rosa");
  const row = page.locator(".queue tbody tr", { hasText: `Case ${decided.row.case_id}` });
  await page.locator(".queue tbody tr").first().waitFor();
  assert.equal(await row.count(), 0);
  await page.getByRole("link", { name: "Decided cases" }).click();
  await row.waitFor();
  assert.equal(await page.locator(".queue tbody tr").count(), 1);
  assert.match(page.url(), /\?state=decided$/);
  await row.getByRole("link").first().click();
  await page.waitForURL(/\/cases\/\d+\?state=decided$/);
  await page.goBack();
  await page.getByRole("link", { name: "Cases that wait" }).click();
  await page.locator(".queue tbody tr").nth(1).waitFor();
  assert.equal(await row.count(), 0);
  await page.getByLabel("State").selectOption("all");
  await row.waitFor();
  decided.row.state = before;
  await close();
});

test("a template that a colleague saved meanwhile is not written over unseen, and nothing typed is lost", async () => {
  const { page, close } = await takeSeat(browser, fake.url);
  await signIn(page, "pia");
  await page.goto("/templates");
  const form = page.locator("article", { hasText: "· de" }).locator("form");
  const text = form.getByLabel("Text");
  await text.fill("Mein Text {account_id}");
  const german = fake.state.templates.find((each) => each.language === "de");
  assert.ok(german);
  german.text = "Ihr Text {account_id}";
  await form.getByRole("button", { name: "Save the text" }).click();
  await form.getByRole("alert").getByText("Somebody changed this while you looked at it.").waitFor();
  await form.getByText("Ihr Text {account_id}").waitFor();
  assert.equal(await text.inputValue(), "Mein Text {account_id}");
  assert.equal(german.text, "Ihr Text {account_id}");
  await form.getByRole("button", { name: "Go on with what I typed" }).click();
  await form.getByRole("button", { name: "Save the text" }).click();
  await form.getByText("Saved; notices from now on say this.").waitFor();
  const saved = fake.state.templates.find((each) => each.language === "de");
  assert.equal(saved?.text, "Mein Text {account_id}");
  await page.getByLabel("Language").last().fill("de");
  await page.getByText("There is a text of this language and kind already").waitFor();
  assert.equal(await page.getByRole("button", { name: "Save the text" }).last().isDisabled(), true);
  await close();
});
