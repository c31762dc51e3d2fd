import { useMemo } from "react";
import { useRows } from "../members/use_rows";
import type { NetworkParts } from "../networks/chosen";
import type { Occasion } from "../occasions/occasions";
import type { NetworkData } from "../report/data";
import { decimals } from "../words/numbers";
import { useViewWords, type ViewTexts } from "../words/view_words";
import { Guard } from "./guard";
import { Lanes } from "./lanes";

// The members' lanes over time: how much of what they do is done together.
export function NetworkLanes(parts: NetworkParts) {
  const { network, occasions, chosen, onOpen } = parts;
  const { rows } = useRows(parts);
  const words = useViewWords();
  const activity = useMemo(() => sayActivity(network, occasions, words.lanes), [network, occasions, words]);
  return (
    <section aria-labelledby="h-lanes">
      <h2 id="h-lanes">{words.headings.lanes}</h2>
      <Guard>
        <Lanes {...{ network, occasions, rows, chosen, onOpen }} />
      </Guard>
      <p className="caption">{activity}</p>
    </section>
  );
}

// Ticks may be a sample, and one post may touch several objects: both are said or counted as they are.
function sayActivity(network: NetworkData, occasions: Occasion[], words: ViewTexts["lanes"]): string {
  const events = network.members.events.reduce((sum, each) => sum + each, 0);
  const drawn = network.activity.time.length;
  const ticks = drawn < events ? words.some_ticks(drawn, events) : words.all_ticks;
  const together = new Set<string>();
  for (const { touches } of occasions) {
    for (const touch of touches) if (touch.together) together.add(`${touch.member} ${touch.time} ${touch.post}`);
  }
  if (drawn === 0 && together.size === 0) return "";
  if (together.size === 0 || together.size > events) return `${ticks}. ${words.together(null)}`;
  const share = (100 * together.size) / events;
  return `${ticks}. ${words.together(decimals(share, share < 1 ? 1 : 0))}`;
}
