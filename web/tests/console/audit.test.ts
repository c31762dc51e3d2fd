import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser } from "playwright-core";
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

test("an auditor holds an earlier checkpoint against the present one", async () => {
  const { page, faults, close } = await takeSeat(browser, fake.url);
  await signIn(page, "otto");
  await page.goto("/audit/log");
  const note = await page.locator("pre", { hasText: "— lockstep" }).innerText();
  const compare = async (text: string) => {
    await page.getByLabel("A checkpoint that was kept elsewhere").fill(text);
    await page.getByRole("button", { name: "Compare" }).click();
  };
  await compare(note);
  await page.getByText("The first 128 of 128 entries are those of that checkpoint.").waitFor();
  const another = note.replace("CsUY", "DsUY");
  for (const [text, said] of [
    [another, "does not begin with what this checkpoint signed"],
    [another.replace("128", "64"), "does not begin with what this checkpoint signed"],
    [note.replace("128", "900"), "some were cut off since"],
    [note.replace("lockstep\n", "another\n"), "of another log"],
    ["nothing of the kind", "This is no checkpoint"],
  ])
    await compare(text).then(() => page.getByRole("alert").getByText(said).waitFor());
  assert.deepEqual(faults, []);
  await close();
});

test("an auditor sees how long what is kept, and what went", async () => {
  fake.state.settings.retention_posts_days = 90;
  fake.state.history.unshift({
    ...fake.state.history[0],
    index: 900,
    act: "retention.enforced",
    case_id: null,
    payload: { gone: ["posts: 12"] },
  });
  const { page, close } = await takeSeat(browser, fake.url);
  await signIn(page, "otto");
  await page.goto("/audit/kept");
  await page.getByText("90 days").waitFor();
  assert.equal(await page.locator("dd", { hasText: /^kept$/ }).count(), 2);
  await page.getByText("Old data taken away").waitFor();
  await page.getByText("Nothing yet.").waitFor();
  await close();
});

test("an auditor finds entries by what an act is called", async () => {
  const { page, close } = await takeSeat(browser, fake.url);
  await signIn(page, "otto");
  await page.goto("/audit");
  const act = page.getByRole("combobox", { name: "Act", exact: true });
  await act.selectOption({ label: "Members kept or taken out" });
  await page.waitForURL(/act=members\.changed/);
  await page.locator(".history li", { hasText: "posts daily about ferries" }).waitFor();
  await act.selectOption({ label: "Token revoked" });
  await page.getByText("No entry is like that.").waitFor();
  await close();
});

test("agreement says where it is too early to say anything, and where nothing varies", async () => {
  const { page, close } = await takeSeat(browser, fake.url);
  await signIn(page, "otto");
  await page.goto("/audit/quality");
  const row = (policy: string) => page.locator("tr", { has: page.getByRole("cell", { name: policy, exact: true }) });
  await row("manipulation").first().getByText("(0.42 – 0.93)").waitFor();
  await row("labels").getByText("too few to say").waitFor();
  await row("names").getByText("too few for an interval").waitFor();
  await row("pictures").getByText("everybody came to one and the same measure").waitFor();
  await close();
});
