import assert from "node:assert/strict";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { PAGES } from "./pages.ts";

// A browser for the console's tests: each person has a context of their own, and every fault that a page reports is kept.
const FLAGS = [
  "--no-sandbox",
  "--disable-quic",
  "--no-first-run",
  "--use-angle=swiftshader",
  "--enable-unsafe-swiftshader",
];

export interface Screen {
  width?: number;
  height?: number;
  scheme?: "light" | "dark";
  touch?: boolean;
  locale?: string;
  javascript?: boolean;
}

export interface Seat {
  page: Page;
  faults: string[];
  context: BrowserContext;
  close: () => Promise<void>;
}

export async function startBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: FLAGS });
}

export async function takeSeat(browser: Browser, origin: string, screen: Screen = {}): Promise<Seat> {
  const { width = 1440, height = 900, scheme = "light", touch = false, locale = "en-GB", javascript = true } = screen;
  const context = await browser.newContext({
    baseURL: origin,
    viewport: { width, height },
    colorScheme: scheme,
    hasTouch: touch,
    isMobile: touch,
    locale,
    timezoneId: "Europe/Berlin",
    javaScriptEnabled: javascript,
    permissions: ["clipboard-read", "clipboard-write"],
  });
  context.setDefaultTimeout(15_000);
  const page = await context.newPage();
  const faults: string[] = [];
  page.on("console", (message) => {
    const is_answer = /Failed to load resource/.test(message.text()); // a refusal that the view shows
    if ((message.type() === "error" || message.type() === "warning") && !is_answer) faults.push(message.text());
  });
  page.on("pageerror", (error) => faults.push(`uncaught: ${error.message}`));
  context.on("request", (request) => {
    if (!request.url().startsWith(origin) && !/^(data|blob):/.test(request.url()))
      faults.push(`request: ${request.url()}`);
  });
  return { page, faults, context, close: () => context.close() };
}

export async function signIn(page: Page, handle: string, password = "a long password"): Promise<void> {
  await page.goto("/");
  await page.getByLabel(/Name to sign in with|Name zum Anmelden/).fill(handle);
  await page.getByLabel(/^(Password|Passwort)$/).fill(password);
  await page.getByRole("button", { name: /^(Sign in|Anmelden)$/ }).click();
  await page.locator(".masthead .mine").waitFor();
}

// Every page that `who` may see, on every screen.
export async function lookAround(
  browser: Browser,
  origin: string,
  who: string,
  screens: [name: string, Screen][],
  look: (page: Page, where: string) => Promise<void>,
): Promise<void> {
  const { page, faults, close } = await takeSeat(browser, origin);
  await (who === "" ? page.goto("/") : signIn(page, who));
  const { open, turn } = await screensOf(page);
  for (const [shown, person, address] of PAGES) {
    if (person !== who) continue;
    for (const [at, [name, screen]] of screens.entries()) {
      await (at === 0 ? open(address, screen) : turn(screen));
      await look(page, `${shown}, ${name}`);
    }
  }
  assert.deepEqual(faults, []);
  await close();
}

// One page on several screens without loading it again: open() loads it on the first, turn() draws it anew on another.
// Chromium tells a page that a pointer hovers again only when it loads: the first screen is the one without touch.
async function screensOf(page: Page) {
  const session = await page.context().newCDPSession(page);
  const change = async ({ width = 1440, height = 900, scheme = "light", touch = false }: Screen) => {
    await session.send("Emulation.setDeviceMetricsOverride", { width, height, deviceScaleFactor: 1, mobile: touch });
    await session.send("Emulation.setTouchEmulationEnabled", { enabled: touch });
    await page.emulateMedia({ colorScheme: scheme });
  };
  return {
    async open(address: string, first: Screen): Promise<void> {
      await page.evaluate(() => localStorage.removeItem("lockstep-language"));
      await change(first);
      await page.goto(address);
      await settled(page);
      await isOn(page, first);
    },
    async turn(screen: Screen): Promise<void> {
      await change(screen);
      await page.evaluate(drawAnew, screen.locale?.slice(0, 2) ?? "en");
      await settled(page);
      await isOn(page, screen);
    },
  };
}

// Everything that was asked for has come, and is drawn.
async function settled(page: Page): Promise<void> {
  await page.locator("h1, [role=alert]").first().waitFor();
  const patience = { polling: 50, timeout: 60_000 }; // a busy machine draws no frame for long
  await page.waitForFunction(() => document.querySelector(".loading") === null, null, patience);
}

// Off to a page that shares nothing with this one, and back.
async function drawAnew(language: string): Promise<void> {
  localStorage.setItem("lockstep-language", language);
  dispatchEvent(new StorageEvent("storage", { key: "lockstep-language" }));
  const here = location.pathname + location.search;
  for (const address of [here.startsWith("/notice/") ? "/invitation/-" : "/notice/-", here]) {
    history.replaceState(null, "", address);
    dispatchEvent(new PopStateEvent("popstate"));
    await new Promise((done) => setTimeout(done));
  }
}

async function isOn(page: Page, { width = 1440, touch = false, locale = "en-GB" }: Screen): Promise<void> {
  const seen = await page.evaluate(() => [
    innerWidth,
    matchMedia("(hover: none)").matches,
    document.documentElement.lang,
  ]);
  assert.deepEqual(seen, [width, touch, locale.slice(0, 2)]);
}
