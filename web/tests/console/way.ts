import assert from "node:assert/strict";
import type { Page } from "playwright-core";

// The steps from a case to a reversed decision, as people take them: the same against the fake and the real server.
export interface People {
  reviewer: Page;
  second: Page;
  appeals: Page;
}

export async function takeOut(page: Page, reason: string): Promise<string> {
  const row = page.locator(".data-table tbody tr[data-index]").last();
  const account = (await row.locator(".account").innerText()).trim();
  await row.getByRole("button", { name: /Take out/ }).click();
  const sheet = page.getByRole("dialog");
  await sheet.getByLabel("Why?").fill(reason);
  await sheet.getByRole("button", { name: "Take out" }).click();
  await sheet.waitFor({ state: "detached" });
  await page.locator("tr.taken-out", { hasText: account }).waitFor();
  return account;
}

export async function propose(page: Page, measure: string, reasons: string): Promise<void> {
  const panel = page.getByRole("complementary", { name: "Decision" });
  await panel.getByRole("radio", { name: measure }).check();
  const policy = panel.getByLabel("Policy");
  await policy.selectOption({ index: 1 });
  const act = panel.locator("button.main-act");
  assert.ok(await act.isDisabled(), "nothing can be decided before its effect and reasons are there");
  await panel.getByLabel("Reasons").fill(reasons);
  await panel.locator(".effect").last().waitFor();
  await page.waitForFunction(
    () => !(document.querySelector(".decision button.main-act") as HTMLButtonElement).disabled,
  );
}

export async function decide(page: Page): Promise<void> {
  await page.locator(".decision button.main-act").click();
  await page.locator(".decision-card").first().waitFor();
}

export async function giveOpinion(page: Page, agrees: boolean, reasons: string): Promise<void> {
  await page.getByLabel("Your opinion").fill(reasons);
  await page.getByRole("button", { name: agrees ? "I agree" : "I dissent" }).click();
  await page.locator(".opinions li", { hasText: reasons }).waitFor();
}

export async function appeal(page: Page, address: string, text: string): Promise<void> {
  await page.goto(address);
  await page.getByRole("heading", { name: "A decision about your account" }).waitFor();
  await page.getByLabel("What we should know").fill(text);
  await page.getByRole("button", { name: "Send the appeal" }).click();
  await page.getByRole("heading", { name: "Your appeal has come in" }).waitFor();
}

export async function answerAppeal(page: Page, outcome: string, reasons: string): Promise<void> {
  await page.goto("/appeals");
  await page.locator(".queue a").first().click();
  await page.getByRole("button", { name: "Claim it" }).click();
  await page.getByRole("radio", { name: outcome }).check();
  await page.getByLabel("Reasons").fill(reasons);
  await page.getByRole("button", { name: "Decide the appeal" }).click();
  await page.getByRole("heading", { name: outcome }).waitFor();
}

async function press(page: Page, ...keys: string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
}

// From the queue to a decision without a pointer: the second case is claimed, a member taken out, the evidence opened.
export async function workByKeyboard(page: Page): Promise<void> {
  await page.locator(".queue tbody tr").nth(1).waitFor();
  await press(page, "j", "j", "c");
  await page.locator("tr.chosen", { hasText: "Give back" }).waitFor();
  await press(page, "Enter");
  await page.getByRole("heading", { name: /^Case \d+ ·/ }).waitFor();
  await page.locator(".members-lead").waitFor();
  await press(page, "j", "j", "x");
  await page.getByRole("dialog").waitFor();
  await press(page, "Tab");
  await page.keyboard.type("posts daily about ferries");
  await press(page, "Tab", "Enter");
  await page.getByRole("dialog").waitFor({ state: "detached" });
  await page.locator("tr.taken-out.chosen").waitFor();
  await press(page, "e");
  await page.getByRole("heading", { name: "Every occasion, side by side" }).waitFor();
  await page.waitForURL(/occasions\.only=1/);
  await press(page, "d");
  assert.equal(await page.evaluate(() => document.activeElement?.id), "decision");
  await tabTo(page, (element) => (element as HTMLInputElement).type === "radio");
  await press(page, "ArrowDown");
  assert.ok(await page.getByRole("radio", { name: "Label" }).isChecked());
  await tabTo(page, (element) => element.tagName === "SELECT" && element.closest(".decision") !== null);
  await press(page, "ArrowDown");
  await tabTo(page, (element) => element.tagName === "TEXTAREA");
  await page.keyboard.type("Readers should know that these accounts act together.");
  await page.locator(".decision button.main-act:enabled").waitFor();
  await tabTo(page, (element) => element.classList.contains("main-act"));
  await press(page, "Enter");
  await page.locator(".decision-card").waitFor();
}

async function tabTo(page: Page, is_there: (element: Element) => boolean, most = 25): Promise<void> {
  for (let step = 0; step < most; ++step) {
    await page.keyboard.press("Tab");
    const focused = await page.evaluateHandle(() => document.activeElement as Element);
    if (await focused.evaluate(is_there)) return;
  }
  assert.fail(`${most} tabs did not reach ${is_there}`);
}
