import { linkTo } from "../../address/address";
import { asChoices, useFilters } from "../queue/filters";
import { useWords } from "../words/words";
import type { SeenCase } from "./use_case";

export const TABS = [
  "members",
  "occasions",
  "posts",
  "claims",
  "alternatives",
  "graph",
  "similar",
  "notes",
  "history",
] as const;
export type Tab = (typeof TABS)[number];

export function CaseTabs({ seen, tab }: { seen: SeenCase; tab: string }) {
  const words = useWords().case;
  return (
    <Tabs
      label={words.tabs_label}
      tabs={TABS.map((each) => [each, words.tabs[each]])}
      tab={tab}
      path={["cases", String(seen.summary.case_id)]}
    />
  );
}

interface TabsProps {
  label: string;
  tabs: [string, string][];
  tab: string;
  path: string[];
}

// Tabs are links: each has its own address.
export function Tabs({ label, tabs, tab, path }: TabsProps) {
  const choices = asChoices(useFilters());
  return (
    <nav className="tabs" aria-label={label}>
      {tabs.map(([each, name]) => (
        <a key={each} href={linkTo([...path, each], choices)} aria-current={each === tab ? "page" : undefined}>
          {name}
        </a>
      ))}
    </nav>
  );
}
