import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { after, before, test } from "node:test";
import type { Browser, Page } from "playwright-core";
import { violations } from "../axe.ts";
import { type Seat, signIn, startBrowser, takeSeat } from "./desk.ts";
import { picture } from "./pictures.ts";
import { type Real, startReal } from "./real.ts";
import { answerAppeal, appeal, decide, giveOpinion, propose, takeOut, workByKeyboard } from "./way.ts";

// Against the program itself, each test going on where the one before ended: from nothing to a reversed decision.
const PASSWORD = "a long password for tests";
const PEOPLE: [handle: string, name: string, roles: string[]][] = [
  ["rosa", "Rosa Mertens", ["analyst", "reviewer"]],
  ["ivo", "Ivo Brandt", ["reviewer"]],
  ["noor", "Noor Haddad", ["appeals reviewer"]],
  ["pia", "Pia Okafor", ["publisher"]],
  ["otto", "Otto Berg", ["auditor"]],
];
// The two planted networks, as the queue names them.
const LARGER = /9 accounts · synchronised/;
const SMALLER = /7 accounts · synchronised/;

let browser: Browser;
let real: Real;
before(async () => {
  browser = await startBrowser();
  real = await startReal();
});
after(async () => {
  await browser.close();
  await real.close();
});

async function seat(handle: string, screen = {}): Promise<Seat> {
  const taken = await takeSeat(browser, real.url, screen);
  await signIn(taken.page, handle, PASSWORD);
  return taken;
}

async function leave(...seats: Seat[]): Promise<void> {
  for (const each of seats) {
    assert.deepEqual(each.faults, []);
    await each.close();
  }
}

async function setPassword(page: Page): Promise<void> {
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "Set the password and sign in" }).click();
  await page.locator(".masthead .mine").waitFor();
}

test("the first link makes the administrator, who invites colleagues, writes a policy and sets the public address", async () => {
  const admin = await takeSeat(browser, real.url);
  const { page } = admin;
  await page.goto(real.first_link);
  await page.getByLabel("Name to sign in with").fill("ada");
  await page.getByLabel("Your name").fill("Ada Lind");
  await setPassword(page);
  for (const [handle, name, roles] of PEOPLE) {
    await page.goto("/people");
    const form = page.locator("form", { has: page.getByRole("heading", { name: "Add a person" }) });
    await form.getByLabel("Name to sign in with").fill(handle);
    await form.getByLabel("Name", { exact: true }).fill(name);
    for (const role of roles) await form.getByRole("checkbox", { name: new RegExp(`^${role} `) }).check();
    await form.getByRole("button", { name: "Add a person" }).click();
    const link = await page.locator(".shown-once .command").innerText();
    const colleague = await takeSeat(browser, real.url);
    await colleague.page.goto(link);
    await setPassword(colleague.page);
    await leave(colleague);
  }
  await page.goto("/policies");
  await page.getByLabel("Short name").fill("concert");
  await page.getByLabel("Name", { exact: true }).fill("Acting in concert §2");
  await page.getByLabel("Text").fill("Accounts must not be used together to make one voice look like many.");
  await page.getByRole("button", { name: "Add a policy" }).click();
  await page.getByRole("heading", { name: /Acting in concert §2 · concert · version 1/ }).waitFor();
  await page.goto("/settings");
  await page.getByLabel("Public address of this server").fill(real.url);
  await page.getByLabel("Share of decisions reviewed again, blind").fill("1");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await page.getByText("Saved.").waitFor();
  await leave(admin);
});

test("a table is uploaded, looked at, run, and its networks become cases", { timeout: 400_000 }, async () => {
  const rosa = await seat("rosa");
  const { page } = rosa;
  await page.goto("/runs/new");
  await page.getByLabel("From this computer").setInputFiles(real.posts);
  await page.locator(".plain-list li").waitFor({ timeout: 60_000 });
  await page.getByRole("button", { name: "What does the program see in them?" }).click();
  await page.getByRole("heading", { name: "What it sees" }).waitFor({ timeout: 60_000 });
  assert.match(await page.locator(".inspected").innerText(), /58,151 posts by 1,864 accounts/);
  await page.getByLabel("Name of the run").fill("Ferries in March");
  await picture(page, "run");
  await page.getByRole("button", { name: "Start the detection" }).click();
  await page.getByRole("heading", { name: /^Run 1/ }).waitFor();
  const make = page.getByRole("button", { name: "Make cases of its networks" });
  await make.waitFor({ timeout: 300_000 });
  assert.match(await page.locator(".lead").innerText(), /12 networks .* 2 nominated/);
  await page.getByLabel("Also of networks that are only shown, not nominated").check();
  await make.click();
  await page.getByText("12 new cases, 0 extended, 0 unchanged.").waitFor({ timeout: 60_000 });
  await make.click();
  await page.getByText("0 new cases, 0 extended, 12 unchanged.").waitFor({ timeout: 60_000 });
  await page.getByRole("link", { name: "To the cases" }).click();
  await page.getByRole("link", { name: LARGER }).waitFor();
  await picture(page, "queue");
  assert.deepEqual(await violations(page), []);
  await leave(rosa);
});

test("a case shows what was found on every tab, and one member is taken out", async () => {
  const rosa = await seat("rosa");
  const { page } = rosa;
  await page.getByRole("link", { name: LARGER }).click();
  await page.locator(".members-lead").waitFor();
  await page
    .getByRole("button", { name: /^Claim/ })
    .first()
    .click();
  await page.getByText("claimed by you").first().waitFor();
  await takeOut(page, "posts daily about ferries since 2019");
  await picture(page, "case");
  for (const [tab, sign] of [
    ["Occasions", ".occasions svg, figure svg"],
    ["Posts", ".data-table tbody tr"],
    ["For and against", ".claims"],
    ["Alternatives", ".alternatives tbody tr"],
    ["Graph and lanes", ".graph"],
    ["Similar", ".case p"],
    ["Notes", "textarea"],
    ["History", ".history li"],
  ]) {
    await page.getByRole("link", { name: tab, exact: true }).click();
    await page.locator(sign).first().waitFor();
    await page.waitForFunction(() => document.querySelector(".loading") === null);
    assert.deepEqual(await violations(page), [], tab);
    if (tab === "Occasions") await picture(page, "occasions");
  }
  await page.getByRole("link", { name: "Notes", exact: true }).click();
  await page.getByLabel("Write a note").fill("Look at the weekend, @ivo");
  await page.getByRole("button", { name: "Add the note" }).click();
  await page.locator(".note", { hasText: "Look at the weekend" }).waitFor();
  await leave(rosa);
});

test("a measure for eight accounts is proposed, a second person agrees, and eight notices are written", async () => {
  const rosa = await seat("rosa");
  await rosa.page.getByRole("link", { name: LARGER }).click();
  await propose(rosa.page, "Suspend", "You reposted the same posts within seconds of seven others, again and again.");
  assert.match(await rosa.page.locator(".effect").innerText(), /accounts\s+8/);
  await rosa.page.locator(".notice-preview summary").click();
  await rosa.page.getByRole("button", { name: "Show the notice" }).click();
  await rosa.page.locator(".letter").getByText("within seconds of seven others").waitFor();
  await picture(rosa.page, "decision");
  assert.equal(await rosa.page.locator("button.main-act").innerText(), "Ask for a second opinion");
  await decide(rosa.page);
  const ivo = await seat("ivo");
  await ivo.page.getByText("1 mention").waitFor();
  await ivo.page.getByRole("link", { name: LARGER }).click();
  await giveOpinion(ivo.page, true, "The occasions hold, and the sources have nothing in common.");
  await rosa.page.locator(".decision-card", { hasText: "in force" }).waitFor({ timeout: 10_000 });
  await rosa.page.goto("/notices");
  await rosa.page.locator(".queue tbody tr").first().waitFor();
  assert.equal(await rosa.page.locator(".queue tbody tr").count(), 8);
  await leave(rosa, ivo);
});

test("the notice's reader appeals by its link, somebody else reverses it, and the reader is told", async () => {
  const pia = await seat("pia");
  await pia.page.goto("/notices");
  await pia.page.locator(".queue a").first().click();
  const letter = await pia.page.locator(".letter").innerText();
  const link = /\/notice\/[\w-]+/.exec(letter)?.[0];
  assert.ok(link, letter);
  const reader = await takeSeat(browser, real.url, { width: 390, height: 844, touch: true });
  await reader.page.goto(link);
  await reader.page.getByRole("heading", { name: "A decision about your account" }).waitFor();
  await picture(reader.page, "notice-phone");
  assert.deepEqual(await violations(reader.page), []);
  await appeal(reader.page, link, "We are a rowing club and read the same timetable.");
  const rosa = await seat("rosa");
  await rosa.page.goto("/appeals");
  await rosa.page.locator(".queue a").first().click();
  await rosa.page.getByRole("heading", { name: "You cannot decide this appeal" }).waitFor();
  const noor = await seat("noor");
  await noor.page.goto("/appeals");
  await noor.page.locator(".queue a").first().click();
  await noor.page.getByRole("button", { name: "Claim it" }).waitFor();
  await picture(noor.page, "appeal");
  await noor.page.getByRole("button", { name: "Claim it" }).click();
  await noor.page.getByRole("button", { name: "Give it back" }).click();
  await answerAppeal(noor.page, "Reversed", "Their own words explain what was seen.");
  await reader.page.goto(link);
  await reader.page.getByRole("heading", { name: "Your appeal: Reversed" }).waitFor();
  await pia.page.goto("/outbox");
  await pia.page.locator(".queue tbody tr").first().waitFor();
  const [download] = await Promise.all([
    pia.page.waitForEvent("download"),
    pia.page.getByRole("link", { name: "Export what waits as CSV" }).click(),
  ]);
  assert.equal(download.suggestedFilename(), "messages.csv");
  const last = Math.max(
    ...(await pia.page.locator(".queue tbody tr td:first-child").allInnerTexts()).map(Number.parseFloat),
  );
  await pia.page.getByText("What was exported has been carried out").click();
  await pia.page.getByLabel("Up to message").fill(String(last));
  await pia.page.getByRole("button", { name: "Confirm" }).click();
  await pia.page.getByText("0 waiting, 0 given up.").waitFor();
  await leave(pia, reader, rosa, noor);
});

test("two reviewers on one case: the second sees the claim, and a decision on an old state is refused", async () => {
  const rosa = await seat("rosa");
  const ivo = await seat("ivo");
  for (const { page } of [rosa, ivo]) {
    await page.getByRole("link", { name: SMALLER }).click();
    await page.locator(".members-lead").waitFor();
  }
  await propose(ivo.page, "Label", "Readers should know.");
  await ivo.context.setOffline(true); // what rosa does now, ivo does not hear of
  await takeOut(rosa.page, "posts daily about ferries");
  await ivo.page.route("**/api/cases/*", (route) =>
    route.request().method() === "GET" ? route.abort() : route.continue(),
  );
  await ivo.context.setOffline(false);
  await ivo.page.locator(".decision button.main-act").click();
  await ivo.page.getByRole("alert").getByText("Somebody changed this while you looked at it.").waitFor();
  await ivo.page.unroute("**/api/cases/*");
  await rosa.page
    .getByRole("button", { name: /^Claim/ })
    .first()
    .click();
  await ivo.page.reload();
  await ivo.page.locator(".case-state", { hasText: "claimed by Rosa Mertens" }).waitFor();
  assert.equal(await ivo.page.getByRole("button", { name: /Take out/ }).count(), 0, "colleagues do not collide");
  await rosa.page.getByRole("button", { name: /^Give back/ }).click();
  await ivo.page
    .getByRole("button", { name: /Take out/ })
    .first()
    .waitFor();
  await rosa.close();
  await ivo.close();
});

test("a phone's width is enough to read a case and to decide it", async () => {
  const rosa = await seat("rosa", { width: 390, height: 844, touch: true, scheme: "dark" });
  const { page } = rosa;
  await page
    .getByRole("link", { name: /accounts · close circle/ })
    .first()
    .click();
  await page.locator(".members-lead").waitFor();
  await picture(page, "phone-dark");
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  assert.ok(wide <= 0);
  await page.getByLabel("Reasons").fill("Friends who see each other's posts.");
  await page.locator(".decision button.main-act:enabled").click();
  await page.locator(".decision-card", { hasText: "in force" }).waitFor();
  await leave(rosa);
});

test("what was decided is reviewed again by somebody who does not see it", async () => {
  const ivo = await seat("ivo");
  const { page } = ivo;
  await page.goto("/reviews");
  await page.locator(".plain-list a").first().click();
  await page.getByRole("heading", { name: /blind review/ }).waitFor();
  await page.locator(".data-table tbody tr").first().waitFor();
  assert.doesNotMatch(await page.locator("main").innerText(), /Friends who see each other's posts/);
  await page.getByRole("radio", { name: "No action" }).check();
  await page.getByLabel("Reasons").fill("Friends, as their delays say.");
  await page.getByRole("button", { name: "Give the review" }).click();
  await page.getByRole("heading", { name: "Blind reviews" }).waitFor();
  await leave(ivo);
});

test("dissent stays in sight, and a decision is taken back by a new one", async () => {
  const rosa = await seat("rosa");
  const ivo = await seat("ivo");
  await rosa.page.goto("/cases?network_class=close_circle&state=open");
  await rosa.page.locator(".case-link").first().click();
  await propose(rosa.page, "Terminate", "They act together on every occasion.");
  assert.equal(await rosa.page.locator("button.main-act").innerText(), "Ask for a second opinion");
  await decide(rosa.page);
  await ivo.page.goto(rosa.page.url());
  await giveOpinion(ivo.page, false, "Friends do that too.");
  await rosa.page.locator(".dissent", { hasText: "Friends do that too." }).waitFor();
  await rosa.page.getByText("waits for a second opinion").waitFor();
  await propose(rosa.page, "No action", "Friends, as a colleague said.");
  await rosa.page.locator(".decision button.main-act").click();
  await rosa.page.getByRole("button", { name: "Take this decision back" }).click();
  await rosa.page.getByText(/This takes decision \d+ back/).waitFor();
  await rosa.page.getByRole("radio", { name: "Hold" }).check();
  await rosa.page.getByLabel("Reasons").fill("The follow graph would tell.");
  await rosa.page.locator(".decision button.main-act:enabled").click();
  const replaced = rosa.page.locator(".decision-card", { hasText: "replaced by a later one" });
  await replaced.nth(1).waitFor();
  await replaced.last().locator("summary").first().click();
  await rosa.page.locator(".dissent", { hasText: "Friends do that too." }).waitFor();
  await leave(rosa, ivo);
});

test("a case is found, claimed, read and decided by keyboard alone", async () => {
  const rosa = await seat("rosa");
  await rosa.page.goto("/cases?state=open&sort=size");
  await workByKeyboard(rosa.page);
  await leave(rosa);
});

test("an auditor reads everything, and the history verifies", async () => {
  const otto = await seat("otto");
  const { page } = otto;
  await page.goto("/audit");
  await page.locator(".history li", { hasText: "Appeal decided" }).waitFor();
  await picture(page, "audit");
  await page.goto("/audit/log");
  await page.getByRole("button", { name: "Check", exact: true }).click();
  await page.getByText("The history holds.").waitFor();
  await page.goto("/audit/quality");
  await page.getByRole("heading", { name: "Changed by appeals" }).waitFor();
  await page.getByRole("cell", { name: "concert" }).first().waitFor();
  assert.deepEqual(await violations(page), []);
  await leave(otto);
});

test("a run is cancelled, and one of another table is compared with the first", { timeout: 120_000 }, async () => {
  const rosa = await seat("rosa");
  const { page } = rosa;
  const start = async (table: string) => {
    await page.goto("/runs/new");
    await page.getByLabel("From this computer").setInputFiles(table);
    await page.locator(".plain-list li").waitFor({ timeout: 60_000 });
    await page.getByRole("button", { name: "Start the detection" }).click();
  };
  await start(real.posts);
  await page.getByRole("heading", { name: /^Run 2/ }).waitFor();
  await page.getByRole("button", { name: "Cancel the run" }).click();
  await page.getByText("It was cancelled; nothing was kept of it.").waitFor();
  assert.equal(await page.getByRole("button", { name: "Make cases of its networks" }).count(), 0);
  assert.deepEqual(await violations(page), []);
  await start(real.fewer_posts);
  await page.getByRole("heading", { name: /^Run 3/ }).waitFor();
  const other = page.getByLabel("Compare with");
  await other.waitFor({ timeout: 100_000 });
  assert.deepEqual(await other.locator("option").allInnerTexts(), ["choose a run …", "1 · Ferries in March"]);
  await other.selectOption("1");
  await page.getByRole("heading", { name: "Two runs beside each other" }).waitFor();
  await page.locator("tbody tr").first().waitFor();
  assert.equal(await page.locator("tbody tr", { hasText: "only in the second" }).count(), 12);
  assert.deepEqual(await violations(page), []);
  await leave(rosa);
});

test("a token of one's own acts for a program until it is revoked", async () => {
  const rosa = await seat("rosa");
  const { page } = rosa;
  await page.goto("/me/tokens");
  await page.getByText("You have no token.").waitFor();
  await page.getByLabel("What it is for").fill("nightly export");
  await page.getByRole("checkbox", { name: "reviewer" }).uncheck();
  await page.getByRole("button", { name: "Make a token" }).click();
  const token = await page.locator(".shown-once .command").innerText();
  const answer = async () =>
    (await fetch(`${real.url}/api/cases`, { headers: { Authorization: `Bearer ${token}` } })).status;
  assert.equal(await answer(), 200);
  const listed = page.locator(".plain-list li", { hasText: "nightly export" });
  assert.match(await listed.innerText(), /nightly export\s+analyst · until/);
  assert.deepEqual(await violations(page), []);
  await page.reload();
  await listed.waitFor();
  assert.equal(await page.getByText(token).count(), 0, "it is shown once");
  await listed.getByRole("button", { name: "Revoke nightly export" }).click();
  await page.getByText("You have no token.").waitFor();
  assert.equal(await answer(), 401);
  await leave(rosa);
});

test("a second factor is set up by its picture, asked for at the door, and taken away", async () => {
  const pia = await seat("pia");
  const { page } = pia;
  await page.goto("/me/access");
  await page.getByRole("button", { name: "Set it up" }).click();
  const drawn = page.getByRole("img", { name: "The secret as a QR code" });
  assert.ok(((await drawn.boundingBox())?.width ?? 0) >= 200);
  assert.deepEqual(await violations(page), []);
  const secret = (await page.locator(".command").innerText()).replace(/\s/g, "");
  await page.getByLabel("Code", { exact: true }).fill("000000");
  await page.getByRole("button", { name: "Confirm" }).click();
  await page.getByRole("alert").getByText("is not the code of now").waitFor();
  await page.getByLabel("Code", { exact: true }).fill(codeOf(secret, 0));
  await page.getByRole("button", { name: "Confirm" }).click();
  await page.getByText("You sign in with a code from your phone.").waitFor();
  assert.equal(await page.getByRole("button", { name: "Set it up" }).count(), 0);
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.getByLabel("Name to sign in with").fill("pia");
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("alert").waitFor();
  await page.getByLabel("Code of the second factor").fill(codeOf(secret, 1)); // the one before has been used
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.locator(".masthead .mine").waitFor();
  await page.goto("/me/access");
  await page.getByLabel("Your password, to take it away").fill("not the password");
  await page.getByRole("button", { name: "Take it away" }).click();
  await page.getByRole("alert").getByText("is not your password").waitFor();
  await page.getByLabel("Your password, to take it away").fill(PASSWORD);
  await page.getByRole("button", { name: "Take it away" }).click();
  await page.getByText("You sign in with your password alone.").waitFor();
  await leave(pia);
});

test("a person's data is erased once its id was typed twice, is found no more, and the history verifies", async () => {
  const ada = await seat("ada");
  const rosa = await seat("rosa");
  const { page } = ada;
  const found = await rosa.page.evaluate(async () => {
    const answer = await fetch("/api/cases/1/members?limit=1");
    return (await answer.json()).members[0] as { account_id: string; handle: string | null };
  });
  await rosa.page.goto(`/accounts?q=${found.account_id}`);
  const hit = rosa.page.locator("main").getByText(found.handle ?? found.account_id, { exact: true });
  await hit.first().waitFor();
  await page.goto("/settings");
  await page.getByText("Erase a person's data").click();
  await page.getByLabel("Account id").fill(found.account_id);
  await page.getByLabel("The same id again").fill(`${found.account_id}1`);
  await page.getByLabel("Why").fill("They asked for it.");
  const erase = page.getByRole("button", { name: "Erase" });
  assert.ok(await erase.isDisabled());
  await page.getByLabel("The same id again").fill(found.account_id);
  await erase.click();
  await page.getByText(/^Erased; \d+ entr/).waitFor();
  assert.deepEqual(await violations(page), []);
  await rosa.page.reload();
  await rosa.page.getByText("No case holds such an account.").waitFor();
  const otto = await seat("otto");
  await otto.page.goto("/audit/log");
  await otto.page.getByRole("button", { name: "Check", exact: true }).click();
  await otto.page.getByText("The history holds.").waitFor();
  await leave(ada, rosa, otto);
});

// What the telephone shows, `later` steps of thirty seconds from now (RFC 6238).
function codeOf(secret: string, later: number): string {
  const bits = [...secret].map((letter) =>
    "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(letter).toString(2).padStart(5, "0"),
  );
  const key = Buffer.from((bits.join("").match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + later));
  const digest = createHmac("sha1", key).update(step).digest();
  const number = digest.readUInt32BE(digest[19] & 15) & 0x7fffffff;
  return String(number % 1_000_000).padStart(6, "0");
}
