import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { scenarios } from "../scenarios.ts";
import { openBrowser, type Screen } from "./browser.ts";
import { screenshots, writeReport } from "./files.ts";

// Pictures of the pages, to be looked at: node tests/e2e/shots.ts [names] [name=data.json#/address]
const SCREENS: Record<string, Screen> = {
  light: { width: 1280 },
  dark: { width: 1280, scheme: "dark" },
  narrow: { width: 320, height: 640, touch: true },
  phone: { width: 390, height: 844, touch: true },
  "phone-dark": { width: 390, height: 844, touch: true, scheme: "dark" },
};
const PAGES: [string, string, string][] = [
  ["overview", "town", "#/"],
  ["network", "town", "#/network/n2?occasion=3&member=2&pair=0-3"],
  ["big-network", "town", "#/network/n1"],
  ["small-network", "town", "#/network/n8"],
  ["hashed", "hashed", "#/"],
  ["hashed-network", "hashed", "#/network/n1?occasion=2"],
  ["large", "large", "#/"],
  ["large-network", "large", "#/network/n1"],
  ["candidates", "town", "#/?candidates=open&candidates.sort=-members"],
  ["unflagged", "unflagged", "#/"],
  ["odd-1", "odd", "#/network/n1"],
  ["odd-2", "odd", "#/network/n2"],
  ["odd-3", "odd", "#/network/n3"],
  ["odd-4", "odd", "#/network/n4"],
  ["odd-5", "odd", "#/network/n5"],
  ["empty", "empty", "#/"],
  ["partial", "partial", "#/"],
  ["partial-network", "partial", "#/network/n2"],
  ["hostile", "hostile", "#/"],
  ["hostile-network", "hostile", "#/network/n1?occasion=0&member=0&pair=0-2"],
];

const PART = 1300; // a longer picture cannot be read

function widest(): string[] {
  const room = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= room) return [];
  return [...document.querySelectorAll("body *")]
    .filter(
      (element) => element.getBoundingClientRect().right > room + 1 && !element.closest(".scroller svg, .rows table"),
    )
    .map((element) => `${element.tagName}.${element.getAttribute("class")} ${element.getBoundingClientRect().right}`)
    .slice(0, 8);
}

const more = process.argv.slice(2).filter((word) => word.includes("="));
const wanted = process.argv.slice(2).filter((word) => !word.includes("="));
for (const each of more) {
  const [, name, file, hash] = /^([^=]+)=([^#]+)(#.*)$/.exec(each) ?? [];
  scenarios[name] = () => JSON.parse(readFileSync(file, "utf8"));
  PAGES.push([name, name, hash]);
  wanted.push(`${name}-light`, `${name}-phone`);
}
mkdirSync(screenshots, { recursive: true });
const browser = await openBrowser();
for (const [name, scenario, hash] of PAGES) {
  for (const [screen, size] of Object.entries(SCREENS)) {
    const file = `${name}-${screen}`;
    if (wanted.length > 0 && !wanted.includes(name) && !wanted.includes(file)) continue;
    const { page, faults, close } = await browser.page(writeReport(scenario, scenarios[scenario]()) + hash, size);
    await page.waitForTimeout(500);
    const tall = await page.evaluate(() => document.documentElement.scrollHeight);
    for (let part = 0; part * PART < tall; ++part) {
      const clip = { x: 0, y: part * PART, width: size.width, height: Math.min(PART, tall - part * PART) };
      await page.screenshot({ path: join(screenshots, `${file}-${part + 1}.png`), fullPage: true, clip });
    }
    const wide = await page.evaluate(widest);
    if (wide.length > 0) console.log(file, "is too wide:", wide);
    if (faults.length > 0) console.log(file, faults);
    await close();
  }
}
await browser.close();
