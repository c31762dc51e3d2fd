import axe from "axe-core";
import type { Page } from "playwright-core";

interface Violation {
  id: string;
  help: string;
  nodes: { html: string }[];
}

// What axe finds on a page, a line a rule.
export async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  return page.evaluate(async () => {
    const run = (window as unknown as { axe: { run(options: object): Promise<{ violations: Violation[] }> } }).axe.run;
    const { violations: found } = await run({
      runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
      resultTypes: ["violations"], // what passes is not described
    });
    return found.map(({ id, help, nodes }) => {
      const places = nodes.map((node) => node.html.slice(0, 160)).slice(0, 3);
      return `${id}: ${help}: ${places.join(" | ")}`;
    });
  });
}
