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
  await ivo.page.getByRole("alert").getByText("Somebody changed this case while you looked at it.").waitFor();
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
