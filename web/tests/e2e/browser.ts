import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type BrowserContext, chromium, type Page } from "playwright-core";

const FLAGS = [
  "--no-sandbox",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--use-angle=swiftshader",
  "--enable-unsafe-swiftshader",
];

export interface Screen {
  width: number;
  height?: number;
  scheme?: "light" | "dark";
  touch?: boolean;
}

// One browser for all tests; every page has a context of its own, and each fault that a page reports is kept.
export async function openBrowser() {
  const profile = mkdtempSync(join(tmpdir(), "lockstep-web-"));
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: FLAGS });
  return {
    async page(url: string, { width, height = 900, scheme = "light", touch = false }: Screen) {
      const context = await browser.newContext({
        viewport: { width, height },
        colorScheme: scheme,
        hasTouch: touch,
        isMobile: touch,
        deviceScaleFactor: 1,
        timezoneId: "Europe/Berlin",
        permissions: ["clipboard-read", "clipboard-write"],
      });
      const page = await context.newPage();
      const faults = watch(page, context);
      await page.addInitScript(noteFirstView);
      await page.goto(url);
      await page.waitForSelector("h1");
      return { page, faults, close: () => context.close() };
    },
    async close() {
      await browser.close();
      rmSync(profile, { recursive: true, force: true });
    },
  };
}

// When the list of networks was first drawn, as the page itself saw it.
function noteFirstView(): void {
  const look = () => {
    if (document.querySelector(".network-list tbody tr td")) {
      requestAnimationFrame(() => setTimeout(() => performance.mark("first view")));
    } else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

export type Browser = Awaited<ReturnType<typeof openBrowser>>;

// Errors in the console, uncaught ones, and every request that is not the file itself.
function watch(page: Page, context: BrowserContext): string[] {
  const faults: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") faults.push(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => faults.push(`uncaught: ${error.message}`));
  context.on("request", (request) => {
    if (!/^(file|data|blob):/.test(request.url())) faults.push(`request: ${request.url()}`);
  });
  return faults;
}
