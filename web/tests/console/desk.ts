import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";

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
