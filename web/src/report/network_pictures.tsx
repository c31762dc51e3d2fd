import { useMemo } from "react";
import { useChoice } from "../address/address";
import { byArrival, byOccasions } from "../members/names";
import type { Occasion } from "../occasions/occasions";
import { JudgedLegend } from "../views/judged_legend";
import { Lanes } from "../views/lanes";
import { OccasionPosts } from "../views/occasion_posts";
import { OccasionsView } from "../views/occasions_view";
import { count } from "../words/numbers";
import type { NetworkData } from "./data";
import { Guard } from "./failure";
import type { NetworkParts } from "./network_page";

const ROWS = 40; // lanes at first: more than a screen holds convince nobody

// Where acting together can be seen: the occasions side by side, and the members' lanes over time.
export function NetworkPictures(parts: NetworkParts) {
  const { network, traces, occasions, chosen, onOpen, onMember, onCloseOccasion } = parts;
  const [all, setAll] = useChoice("rows");
  const [arrival, setArrival] = useChoice("rows.order");
  const order = useMemo(
    () => (arrival === "first" ? byArrival(network.members, occasions) : byOccasions(network.members)),
    [network, occasions, arrival],
  );
  const rows = useMemo(() => {
    if (all === "all" || order.length <= ROWS) return order;
    const most = new Set(byOccasions(network.members).slice(0, ROWS));
    const first = order.filter((member) => most.has(member));
    return chosen.member !== null && !first.includes(chosen.member) ? [...first, chosen.member] : first;
  }, [all, order, chosen.member, network]);
  const activity = useMemo(() => sayActivity(network, occasions), [network, occasions]);
  const opened = occasions.find((occasion) => occasion.object === chosen.occasion);
  const lanes = { network, occasions, rows, chosen, onOpen };
  return (
    <>
      <section aria-labelledby="h-occasions">
        <h2 id="h-occasions">Every occasion, side by side</h2>
        <Guard>
          <OccasionsView {...lanes}>
            <label>
              Rows{" "}
              <select value={arrival ?? ""} onChange={(event) => setArrival(event.target.value)}>
                <option value="">most occasions first</option>
                <option value="first">who comes first</option>
              </select>
            </label>
          </OccasionsView>
        </Guard>
        <JudgedLegend occasions={occasions} />
        <p className="caption" hidden={occasions.length === 0}>
          One column an occasion, aligned at the first touch; one row an account. A dot is a member's touch, hollow
          where nobody else of the network was within the window; an arrow at the edge came earlier or later; grey ticks
          are everybody else's.
        </p>
        {order.length > ROWS && (
          <p className="small">
            {all === "all"
              ? `All ${order.length} accounts are shown.`
              : `The ${rows.length} accounts with the most occasions are shown, of ${order.length}.`}{" "}
            <button type="button" className="quiet" onClick={() => setAll(all === "all" ? null : "all")}>
              {all === "all" ? `Show ${ROWS}` : "Show all"}
            </button>
          </p>
        )}
        {opened && (
          <OccasionPosts
            network={network}
            traces={traces}
            occasion={opened}
            member={chosen.member}
            onMember={onMember}
            onClose={onCloseOccasion}
          />
        )}
      </section>

      <section aria-labelledby="h-lanes">
        <h2 id="h-lanes">When they are active</h2>
        <Guard>
          <Lanes {...lanes} />
        </Guard>
        <p className="caption">{activity}</p>
      </section>
    </>
  );
}

// Ticks may be a sample, and one post may touch several objects: both are said or counted as they are.
function sayActivity(network: NetworkData, occasions: Occasion[]): string {
  const events = network.members.events.reduce((sum, each) => sum + each, 0);
  const drawn = network.activity.time.length;
  const ticks =
    drawn < events ? `Ticks: ${count(drawn)} of their ${count(events)} posts` : "Ticks: everything that they post";
  const together = new Set<string>();
  for (const { touches } of occasions) {
    for (const touch of touches) if (touch.together) together.add(`${touch.member} ${touch.time} ${touch.post}`);
  }
  if (drawn === 0 && together.size === 0) return "";
  if (together.size === 0 || together.size > events) return `${ticks}. Dots: acting together.`;
  const share = (100 * together.size) / events;
  return `${ticks}. Dots: acting together, ${share < 1 ? share.toFixed(1) : share.toFixed(0)}% of their posts.`;
}
