import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser } from "playwright-core";
import { signIn, startBrowser, takeSeat } from "./desk.ts";
import { propose } from "./fake/decisions.ts";
import { type Fake, startFake } from "./fake/server.ts";
import { settle } from "./fake/settle.ts";

let browser: Browser;
let fake: Fake;
before(async () => {
  browser = await startBrowser();
});
after(async () => {
  await browser.close();
});

async function onFake(scenario: string | undefined, look: (fake: Fake) => Promise<void>): Promise<void> {
  fake = await startFake(scenario);
  try {
    await look(fake);
  } finally {
    fake.close();
  }
}

test("a wrong password says so and what to do, and keeps the name", async () => {
  await onFake(undefined, async ({ url }) => {
    const { page, close } = await takeSeat(browser, url);
    await page.goto("/");
    await page.getByLabel("Name to sign in with").fill("rosa");
    await page.getByLabel("Password", { exact: true }).fill("not that one");
    await page.getByRole("button", { name: "Sign in" }).click();
    const alert = page.getByRole("alert");
    await alert.getByText("Name, password or code is wrong.").waitFor();
    await alert.getByText("Check all three and try again.").waitFor();
    assert.equal(await page.getByLabel("Name to sign in with").inputValue(), "rosa");
    await close();
  });
});

test("the first administrator comes in by the one-time link, once", async () => {
  await onFake(undefined, async ({ url }) => {
    const { page, close } = await takeSeat(browser, url);
    await page.goto("/invitation/first");
    await page.getByLabel("Name to sign in with").fill("root");
    await page.getByLabel("Your name").fill("Ruth Root");
    await page.getByLabel("Password").fill("a long password");
    await page.getByRole("button", { name: "Set the password and sign in" }).click();
    await page.getByRole("heading", { name: "People" }).waitFor();
    await page.goto("/invitation/first");
    await page.getByRole("alert").getByText("This link has been used").waitFor();
    await close();
  });
});

test("no case at all, and none that fits, are told apart", async () => {
  await onFake("empty", async ({ url }) => {
    const { page, close } = await takeSeat(browser, url);
    await signIn(page, "rosa");
    await page.getByText("No case waits.").waitFor();
    await page.getByRole("link", { name: "To the runs" }).waitFor();
    await page.goto("/cases?state=held");
    await page.getByText("No case is like that.").waitFor();
    await page.goto("/cases?state=all");
    await page.getByText("No case waits.").waitFor();
    await close();
  });
});

test("a server that does not answer is said, and asked again on a button", async () => {
  await onFake(undefined, async ({ url, before }) => {
    const { page, close } = await takeSeat(browser, url);
    await signIn(page, "rosa");
    before.set("GET /api/runs", (request) => {
      request.socket.destroy();
      return true;
    });
    await page.goto("/runs");
    await page.getByRole("alert").getByText("The server does not answer.").waitFor();
    before.clear();
    await page.getByRole("button", { name: "Try again" }).click();
    await page.getByText("Ferries in March").waitFor();
    await close();
  });
});

test("what is tried again after a broken line carries the same key, so it acts once", async () => {
  await onFake(undefined, async ({ url, before, requests }) => {
    const { page, close } = await takeSeat(browser, url);
    await signIn(page, "rosa");
    await page.goto("/cases/121");
    await page
      .getByRole("button", { name: /Take out/ })
      .first()
      .click();
    before.set("PATCH /api/cases/121/members", (request) => {
      request.socket.destroy();
      return true;
    });
    await page.getByLabel("Why?").fill("a friend");
    await page.getByRole("dialog").getByRole("button", { name: "Take out" }).click();
    await page.getByRole("dialog").getByText("The server does not answer.").waitFor();
    before.clear();
    await page.getByRole("dialog").getByRole("button", { name: "Take out" }).click();
    await page.locator("tr.taken-out").waitFor();
    const keys = requests
      .filter(({ method, path }) => method === "PATCH" && path === "/api/cases/121/members")
      .map(({ headers }) => headers["idempotency-key"]);
    assert.ok(keys.length >= 2);
    assert.equal(new Set(keys).size, 1);
    await close();
  });
});

test("progress of a run and changes by others come as they happen", async () => {
  await onFake(undefined, async ({ url, state, say, tell }) => {
    Object.assign(state.runs[0], { state: "running", stage: "reading", progress: 0.2 });
    const { page, close } = await takeSeat(browser, url);
    await signIn(page, "rosa");
    await page.goto("/runs/1");
    await page.getByText("running").first().waitFor();
    say("progress", { run_id: 1, stage: "counting pairs", progress: 0.6, line: "12,000,000 pairs" });
    await page.getByText("counting pairs").waitFor();
    assert.equal(await page.getByRole("progressbar").getAttribute("value"), "0.6");
    Object.assign(state.runs[0], { state: "done", stage: "", progress: 1 });
    tell({ act: "run.done", run_id: 1 });
    await page.getByRole("button", { name: "Make cases of its networks" }).waitFor();
    await close();
  });
});

test("texts of posts are veiled where that is set, and shown one by one when asked for", async () => {
  await onFake(undefined, async ({ url, state }) => {
    state.settings.veil_text = true;
    const { page, close } = await takeSeat(browser, url);
    await signIn(page, "rosa");
    await page.goto("/cases/126/posts?occasion=0");
    const posts = page.locator(".posts-in-order");
    await posts.locator("li").first().waitFor();
    assert.equal(await posts.locator(".post-text").count(), 0);
    await posts.getByRole("button", { name: "Text is veiled. Show it" }).first().click();
    assert.equal(await posts.locator(".post-text").count(), 1);
    assert.equal(await page.locator("img, video, audio, iframe, object").count(), 0);
    await close();
  });
});

test("the console speaks German where the browser does, and can be told otherwise", async () => {
  await onFake(undefined, async ({ url }) => {
    const { page, close } = await takeSeat(browser, url, { locale: "de-DE" });
    await signIn(page, "rosa");
    await page.getByRole("heading", { name: "Fälle" }).waitFor();
    assert.equal(await page.evaluate(() => document.documentElement.lang), "de");
    await page.goto("/me");
    await page.getByLabel("Sprache").selectOption("en");
    await page.getByRole("link", { name: "Cases" }).waitFor();
    await close();
  });
});

test("a session that ends is asked for again above the page, and what was typed is still there", async () => {
  await onFake(undefined, async ({ url, state }) => {
    const { page, context, close } = await takeSeat(browser, url);
    await signIn(page, "rosa");
    await page.goto("/cases/124");
    await page.getByLabel("Reasons").fill("They are friends who say so.");
    await page.locator(".decision button.main-act:enabled").waitFor();
    await context.clearCookies();
    await page.locator(".decision button.main-act").click();
    const sheet = page.getByRole("dialog", { name: "Sign in" });
    await sheet.getByLabel("Name to sign in with").fill("rosa");
    await sheet.getByLabel("Password", { exact: true }).fill("a long password");
    await sheet.getByRole("button", { name: "Sign in" }).click();
    await sheet.waitFor({ state: "detached" });
    assert.equal(await page.getByLabel("Reasons").inputValue(), "They are friends who say so.");
    await page.locator(".decision button.main-act:enabled").click();
    await page.locator(".decision-card", { hasText: "in force" }).waitFor();
    assert.equal(state.cases[3].decisions.length, 1);
    await close();
  });
});

test("what was typed is there again after a look at something else, and for nobody else", async () => {
  await onFake(undefined, async ({ url }) => {
    const { page, close } = await takeSeat(browser, url);
    await signIn(page, "rosa");
    await page.goto("/cases/124/notes");
    const note = page.getByLabel("Write a note"),
      reasons = page.getByLabel("Reasons");
    await note.fill("Half a thought");
    await reasons.fill("They are friends who say so.");
    await page.getByRole("link", { name: "Members", exact: true }).click();
    await page.locator(".members-lead").waitFor();
    await page.locator(".rail a[href*='/cases/127']").click();
    await page.getByRole("heading", { name: /^Case 127/ }).waitFor();
    assert.equal(await reasons.inputValue(), "", "of another case");
    await page.goBack();
    await page.getByRole("heading", { name: /^Case 124/ }).waitFor();
    assert.equal(await reasons.inputValue(), "They are friends who say so.");
    await page.getByRole("link", { name: "Notes", exact: true }).click();
    assert.equal(await note.inputValue(), "Half a thought");
    await page.getByRole("link", { name: "Rosa Mertens" }).click();
    await page.getByRole("button", { name: "Sign out" }).click();
    await page.getByLabel("Name to sign in with").fill("ivo");
    await page.getByLabel("Password", { exact: true }).fill("a long password");
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.getByRole("link", { name: "Cases", exact: true }).click();
    await page.getByRole("link", { name: /^Case 124/ }).click();
    await page.getByRole("heading", { name: /^Case 124/ }).waitFor();
    assert.equal(await reasons.inputValue(), "");
    await close();
  });
});

test("a second opinion knows for whom it is another measure", async () => {
  await onFake(undefined, async ({ url, state }) => {
    const [first] = state.cases;
    const [, rosa] = state.people;
    const { account_id } = first.members[2];
    propose(state, first, rosa, {
      measure: "suspend",
      members: [{ account_id, measure: "label" }],
      policy_id: "manipulation",
      policy_version: 4,
      reasons: "Seen together.",
    });
    const { page, close } = await takeSeat(browser, url);
    await signIn(page, "ivo");
    await page.goto(`/cases/${first.row.case_id}`);
    const card = page.locator(".decision-card");
    await card.getByText("Another measure for 1 account").click();
    await card
      .getByRole("listitem")
      .filter({ hasText: `${account_id}: Label` })
      .waitFor();
    await card.getByText("What it does").click();
    await card.getByText("confidence under 0.95").waitFor();
    assert.equal(
      await page.getByRole("button", { name: /Take out/ }).count(),
      0,
      "the proposal is about these members",
    );
    await close();
  });
});

test("what an appeal decided says for which account, and is not taken back", async () => {
  await onFake(undefined, async ({ url, state }) => {
    const [first] = state.cases;
    const [, rosa] = state.people;
    state.settings.second_opinion_above = 500;
    const all = propose(state, first, rosa, {
      measure: "label",
      policy_id: "manipulation",
      policy_version: 4,
      reasons: "Seen.",
    });
    const { account_id } = first.members[2];
    first.decisions.unshift({
      ...all,
      decision_id: 77,
      measure: "no_action",
      undoes: all.decision_id,
      appeal_id: 5,
      reasons: "A timetable.",
      effect: { ...all.effect, accounts: 1, notices: 1, by_measure: ["no_action: 1"] },
      members: [{ account_id, measure: "no_action" }],
    });
    const { page, close } = await takeSeat(browser, url);
    await signIn(page, "rosa");
    await page.goto(`/cases/${first.row.case_id}`);
    const card = page.locator(".decision-card").first();
    await card.getByText(`Account: ${account_id}`).waitFor();
    await card.getByText("after appeal 5").waitFor();
    assert.doesNotMatch(await card.innerText(), /takes decision|Take this decision back/);
    await page.locator(".decision-card").nth(1).getByRole("button", { name: "Take this decision back" }).waitFor();
    await close();
  });
});

test("the history says whom an act concerns and who came by a link, in words", async () => {
  await onFake(undefined, async ({ url, state }) => {
    const entry = { time: state.cases[0].row.opened_at, case_id: null };
    state.history = [
      { ...entry, index: 3, person_id: 0, name: "the program", act: "run.done", payload: { run_id: 1 } },
      {
        ...entry,
        index: 2,
        person_id: 1,
        name: "Ada",
        act: "person.changed",
        payload: { person_id: 3, active: false },
      },
      {
        ...entry,
        index: 1,
        person_id: 0,
        name: "whoever held the link",
        act: "person.signed_up",
        payload: { person_id: 3 },
      },
      {
        ...entry,
        index: 0,
        person_id: 2,
        name: "Rosa Mertens",
        act: "decision.proposed",
        payload: {
          decision_id: 1,
          measure: "label",
          members_sha256: "abc",
          policy_version: 1,
          reasons: "Seen together.",
        },
      },
    ];
    const { page, close } = await takeSeat(browser, url, { locale: "de-DE" });
    await signIn(page, "otto");
    await page.goto("/audit");
    const entries = page.locator(".history li");
    await entries.first().waitFor();
    const [run, changed, signed_up, proposed] = await entries.allInnerTexts();
    assert.match(run, /Lauf beendet\s+Lockstep selbst/);
    assert.match(changed, /Ada[\s\S]*Person\s+Ivo Brandt \(ivo\)[\s\S]*active false/);
    assert.match(signed_up, /wer den Link hatte[\s\S]*Ivo Brandt/);
    assert.match(proposed, /reasons\s+Seen together\./);
    assert.doesNotMatch(proposed, /abc/, "a digest is for machines");
    await close();
  });
});

test("the reader of a notice learns what holds after the appeal", async () => {
  await onFake(undefined, async ({ url, state }) => {
    settle(state);
    const { page, close } = await takeSeat(browser, url, { width: 320, height: 640, touch: true });
    await page.goto("/notice/link-1");
    await page.getByText("Your appeal has come in").waitFor();
    assert.equal(await page.getByText("What holds now").count(), 0);
    Object.assign(state.appeals[0], {
      state: "decided",
      outcome: "changed",
      reasons: "Milder.",
      new_measure: "no_action",
    });
    await page.reload();
    await page.getByRole("heading", { name: "Your appeal: Changed" }).waitFor();
    assert.match(
      await page.locator(".facts-of-notice").innerText(),
      /Measure\s+Label[\s\S]*What holds now\s+No action/,
    );
    await close();
  });
});

test("an older version of a policy is not retired but stands under the one in use, and the form is empty after each", async () => {
  await onFake(undefined, async ({ url, state }) => {
    const { page, close } = await takeSeat(browser, url);
    await signIn(page, "ada");
    await page.goto("/policies");
    await page.getByRole("heading", { name: /version 4/ }).waitFor();
    assert.equal(await page.getByText("retired").count(), 0);
    await page.getByText("1 older version", { exact: true }).click();
    await page.getByRole("heading", { name: "version 3" }).waitFor();
    await page.getByLabel("Short name").fill("spam");
    await page.getByLabel("Name", { exact: true }).fill("Spam");
    await page.getByLabel("Text").fill("Nobody is to be flooded.");
    await page.getByRole("button", { name: "Add a policy" }).click();
    await page.getByRole("heading", { name: /^Spam/ }).waitFor();
    assert.equal(await page.getByLabel("Text").inputValue(), "");
    assert.equal(state.policies.length, 3);
    await close();
  });
});

test("a case that was found again shows what it was at each time", async () => {
  await onFake(undefined, async ({ url, state, requests }) => {
    const [first] = state.cases;
    first.snapshots.push({ ...first.snapshots[0], snapshot: 2, run_id: 2, new_members: 3, gone_members: 1 });
    const { page, close } = await takeSeat(browser, url);
    await signIn(page, "rosa");
    await page.goto("/cases/127/claims");
    await page.getByText("found 2 times; 3 came and 1 went with the last").waitFor();
    await page.getByLabel("As found by").selectOption({ index: 0 });
    await page.waitForURL(/snapshot=1/);
    await page.locator(".claims").first().waitFor();
    assert.ok(requests.some(({ path }) => path === "/api/cases/127/snapshots/1"));
    await close();
  });
});

test("accounts are found by a link too, for whoever has no keyboard", async () => {
  await onFake(undefined, async ({ url }) => {
    const { page, close } = await takeSeat(browser, url, { width: 390, height: 844, touch: true });
    await signIn(page, "rosa");
    await page.getByText("Menu", { exact: true }).click();
    await page.getByRole("link", { name: "Accounts", exact: true }).click();
    await page.getByRole("searchbox", { name: "Id, handle or name" }).waitFor();
    await close();
  });
});

test("every file that was chosen goes up, and nothing starts before", async () => {
  await onFake(undefined, async ({ url }) => {
    const { page, close } = await takeSeat(browser, url);
    await signIn(page, "rosa");
    let letMayIn = () => {};
    const may_in = new Promise<void>((resolve) => {
      letMayIn = resolve;
    });
    await page.route("**/api/uploads?*", async (route) => {
      const name = new URL(route.request().url()).searchParams.get("name");
      if (name === "may.csv") await may_in;
      return route.fulfill({ status: 201, json: { file: `upload:0/${name}` } });
    });
    await page.goto("/runs/new");
    const file = (name: string) => ({ name, mimeType: "text/csv", buffer: Buffer.from("post_id\n") });
    await page.getByLabel("From this computer").setInputFiles([file("march.csv"), file("april.csv"), file("may.csv")]);
    await page.locator(".plain-list li", { hasText: "april.csv" }).waitFor();
    const start = page.getByRole("button", { name: "Start the detection" });
    assert.ok(await start.isDisabled(), "a part of the files is not what was meant");
    letMayIn();
    await page.locator(".plain-list li", { hasText: "may.csv" }).waitFor();
    assert.ok(await start.isEnabled());
    assert.equal(await page.locator(".plain-list li").count(), 3);
    await close();
  });
});

test("the preview says who is freed of a measure, and that a decision in force is replaced", async () => {
  await onFake(undefined, async ({ url, state }) => {
    const case_124 = state.cases.find(({ row }) => row.case_id === 124);
    assert.ok(case_124);
    state.settings.second_opinion_above = 500;
    const accounts = case_124.members.length;
    const { page, close } = await takeSeat(browser, url);
    await signIn(page, "rosa");
    await page.goto("/cases/124");
    await page.getByText("Nothing changes for any account, so nothing leaves for the platform.").waitFor();
    assert.equal(await page.getByText("What an account would read").count(), 0, "nobody would read anything");
    await page.getByRole("radio", { name: "Label" }).check();
    await page.getByLabel("Policy").selectOption({ index: 1 });
    await page.getByLabel("Reasons").fill("Readers should know.");
    await page.locator(".decision button.main-act:enabled").click();
    await page.locator(".decision-card", { hasText: "in force" }).waitFor();
    await page.getByText(/^A new decision replaces decision \d+, which is in force\.$/).waitFor();
    await page.getByText(`${accounts} accounts are free of their earlier measure then`).waitFor();
    const effect = await page.locator(".decision form .effect").innerText();
    assert.match(effect, new RegExp(`freed of an earlier measure\\s+${accounts}\\s+notices\\s+${accounts}`));
    assert.equal(await page.getByText("nothing leaves for the platform").count(), 0);
    await page.getByLabel("Reasons").fill("A mistake.");
    await page.locator(".decision button.main-act:enabled").click();
    const card = page.locator(".decision-card", { hasText: "No action · in force" });
    await card.waitFor();
    assert.doesNotMatch(await card.innerText(), /version/, "it rests on no policy");
    await close();
  });
});

test("a server without a public address says so before notices are written", async () => {
  await onFake(undefined, async ({ url, state }) => {
    state.settings.public_url = "";
    const { page, close } = await takeSeat(browser, url);
    await signIn(page, "rosa");
    await page.goto("/cases/124");
    const warning = page.getByText("Notices would carry a link that leads nowhere");
    await page.getByText("Nothing changes for any account").waitFor();
    assert.equal(await warning.count(), 0);
    await page.getByRole("radio", { name: "Label" }).check();
    await page.getByLabel("Policy").selectOption({ index: 1 });
    await warning.waitFor();
    await close();
  });
});

test("no tab of a case is beyond the edge", async () => {
  await onFake(undefined, async ({ url }) => {
    for (const width of [320, 768, 1280]) {
      const { page, close } = await takeSeat(browser, url, { width, locale: "de-DE" });
      await signIn(page, "rosa");
      await page.goto("/cases/127");
      await page.locator(".tabs a").first().waitFor();
      const beyond = await page.locator(".tabs").evaluate((tabs) => {
        const { right } = tabs.getBoundingClientRect();
        return [...tabs.children].filter((each) => each.getBoundingClientRect().right > right + 1).length;
      });
      assert.equal(beyond, 0, `${width} px`);
      await close();
    }
  });
});

test("an appeal is claimed and given back, and changed to what is milder and its policy allows", async () => {
  await onFake(undefined, async ({ url, state }) => {
    settle(state);
    for (const policy of state.policies) policy.measures = ["limit_visibility", "suspend", "terminate"];
    state.appeals[0].measure = "suspend";
    const { page, close } = await takeSeat(browser, url);
    await signIn(page, "noor");
    await page.goto("/appeals/1");
    await page.getByRole("button", { name: "Claim it" }).click();
    await page.getByText("claimed by you").waitFor();
    await page.getByRole("button", { name: "Give it back" }).click();
    await page.getByRole("button", { name: "Claim it" }).waitFor();
    await page.getByRole("radio", { name: "Changed" }).check();
    const choices = page.getByRole("group", { name: "The measure that holds from now on" });
    await choices.waitFor();
    assert.deepEqual(await choices.locator("label").allInnerTexts(), ["Limit visibility"]);
    await page.getByText("Choose the measure that holds from now on. Reasons are missing.").waitFor();
    await choices.getByRole("radio", { name: "Limit visibility" }).check();
    await page.getByLabel("Reasons").fill("Their friends need not see it.");
    await page.locator("button.main-act:enabled").waitFor();
    await close();
  });
});

test("agreement on decisions without a policy has a name", async () => {
  await onFake(undefined, async ({ url }) => {
    const { page, close } = await takeSeat(browser, url);
    await signIn(page, "otto");
    await page.route("**/api/quality/agreement", (route) =>
      route.fulfill({ json: [{ policy_id: "", reviews: 1, alpha: null, alpha_low: null, alpha_high: null }] }),
    );
    await page.goto("/audit/quality");
    await page.getByRole("cell", { name: "without a policy" }).waitFor();
    await close();
  });
});

test("who may not act is offered no button: members of a claimed case, other people's roles", async () => {
  await onFake(undefined, async ({ url, state }) => {
    Object.assign(state.cases[0].row, { claimed_by: 3, claimed_by_name: "Ivo Brandt" });
    const { page, close } = await takeSeat(browser, url);
    await signIn(page, "rosa");
    await page.goto("/cases/127");
    await page.getByText("claimed by").first().waitFor();
    await page.locator(".data-table tbody tr[data-index]").first().waitFor();
    assert.equal(await page.getByRole("button", { name: /Take out/ }).count(), 0);
    await page.goto("/people");
    await page.getByRole("heading", { name: "Ivo Brandt" }).waitFor();
    assert.equal(await page.locator("main button").count(), 0);
    await close();
  });
});

test("a mention is counted until it was looked at", async () => {
  await onFake(undefined, async ({ url, state }) => {
    settle(state);
    const { page, close } = await takeSeat(browser, url);
    await signIn(page, "rosa");
    await page.getByRole("link", { name: "1 mention" }).click();
    await page.locator(".note", { hasText: "Look at the weekend" }).waitFor();
    await page.getByRole("link", { name: "1 mention" }).waitFor({ state: "detached" });
    await page.goto("/me/mentions");
    await page.locator(".note", { hasText: "Look at the weekend" }).waitFor();
    assert.equal(await page.getByRole("link", { name: "1 mention" }).count(), 0);
    await close();
  });
});

test("on the narrowest phone no word of a tool or button is broken without a hyphen", async () => {
  await onFake(undefined, async ({ url }) => {
    const { page, close } = await takeSeat(browser, url, { width: 320, height: 640, touch: true, locale: "de-DE" });
    await signIn(page, "rosa");
    for (const part of ["", "/occasions"]) {
      await page.goto(`/cases/127${part}`);
      await page.locator(".tools label, .reading-cell button").first().waitFor();
      await page.waitForFunction(() => document.querySelector(".loading") === null);
      const broken = await page.evaluate(() => {
        const split: string[] = [];
        for (const element of document.querySelectorAll(".tools label, .reading-cell button"))
          for (const node of element.childNodes) {
            if (node.nodeType !== Node.TEXT_NODE) continue;
            for (const { 0: word, index } of (node.textContent ?? "").matchAll(/[^\s\u00AD]+/g)) {
              const range = document.createRange();
              range.setStart(node, node.textContent?.[index - 1] === "\u00AD" ? index + 1 : index); // the hyphen stands above
              range.setEnd(node, index + word.length);
              if (
                new Set([...range.getClientRects()].filter(({ width }) => width > 0).map(({ top }) => Math.round(top)))
                  .size > 1
              )
                split.push(word);
            }
          }
        return split;
      });
      assert.deepEqual(broken, [], part);
    }
    await close();
  });
});

test("a case whose posts were kept no longer says so, instead of showing posts without words", async () => {
  await onFake(undefined, async ({ url }) => {
    const { page, close } = await takeSeat(browser, url);
    await page.route("**/api/cases/126/snapshots/0", async (route) => {
      const response = await route.fetch();
      const data = (await response.json()) as { network: { posts: Record<string, unknown[]> } };
      for (const column of ["post_id", "text", "urls"])
        data.network.posts[column] = (data.network.posts[column] ?? []).map(() => null);
      await route.fulfill({ response, json: { ...data, posts_forgotten: true } });
    });
    await signIn(page, "rosa");
    await page.goto("/cases/126/posts");
    await page.getByText("What the posts said is kept no longer").waitFor();
    await page.goto("/cases/126/occasions");
    await page.getByText("What the posts said is kept no longer").waitFor();
    assert.equal(await page.getByRole("alert").count(), 0);
    await close();
  });
});

test("whoever reviews blind sees what was found against what chance would give, and what is missing", async () => {
  await onFake(undefined, async ({ url, state }) => {
    settle(state);
    const { page, close } = await takeSeat(browser, url);
    await signIn(page, "ivo");
    await page.goto("/reviews/1");
    await page.locator(".lead", { hasText: "by chance they would have met" }).waitFor();
    await page.getByText("12 accounts · synchronised").waitFor();
    await page.goto("/reviews/1/occasions");
    await page.locator(".lead", { hasText: "by chance they would have met" }).waitFor();
    await close();
  });
});

test("a network that met less often than by chance is not shown as if it had met more often", async () => {
  await onFake(undefined, async ({ url, state }) => {
    const { page, close } = await takeSeat(browser, url);
    Object.assign(state.cases[0].row, { seen: 579, expected: 779.4 });
    await signIn(page, "rosa");
    await page.goto(`/cases/${state.cases[0].row.case_id}`);
    await page.locator(".lead", { hasText: "That is fewer, not more" }).waitFor();
    await page.goto(`/cases/${state.cases[1].row.case_id}`);
    await page.locator(".lead", { hasText: "by chance they would have met" }).waitFor();
    assert.equal(await page.getByText("That is fewer, not more").count(), 0);
    await close();
  });
});

test("a link for a new password is made only after it was said what ends with it", async () => {
  await onFake(undefined, async ({ url, requests }) => {
    const { page, close } = await takeSeat(browser, url);
    await signIn(page, "ada");
    await page.goto("/people");
    const ivo = page.locator("article", { hasText: "Ivo Brandt" });
    await ivo.getByRole("button", { name: "Link for a new password" }).click();
    await ivo.getByText("Their password, sessions and tokens end at once.").waitFor();
    const asked = () => requests.filter(({ path }) => path.endsWith("/reset")).length;
    assert.equal(asked(), 0);
    await ivo.getByRole("button", { name: "Make the link" }).click();
    await page.getByText("A link that works once, for Ivo Brandt").waitFor();
    assert.equal(asked(), 1);
    await close();
  });
});
