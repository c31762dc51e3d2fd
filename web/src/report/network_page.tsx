import { useCallback, useDeferredValue, useEffect, useMemo } from "react";
import { choose, useChoice, usePosition } from "../address/address";
import { byArrival, byOccasions, memberName } from "../members/names";
import { findOccasions, type Occasion } from "../occasions/occasions";
import { ForAndAgainst } from "../views/claims";
import { GraphView } from "../views/graph";
import { Lanes } from "../views/lanes";
import { MembersTable } from "../views/members_table";
import { ObjectsTable } from "../views/objects_table";
import { OccasionPosts } from "../views/occasion_posts";
import { OccasionsView } from "../views/occasions_view";
import { PairPostsView } from "../views/pair_posts_view";
import { PairsTable } from "../views/pairs_table";
import { count } from "../words/numbers";
import { Plain } from "../words/text";
import type { NetworkData, ReportData } from "./data";
import { Guard } from "./failure";
import { NetworkHead } from "./network_head";

const ROWS = 40; // lanes at first: more than a screen holds convince nobody

export function NetworkPage({ data, position }: { data: ReportData; position: number }) {
  const network = data.networks[position];
  const occasions = useMemo(() => findOccasions(network), [network]);
  const { chosen, onOpen, onMember, onPair, onCloseOccasion } = useChosen(network);
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
  const below = useDeferredValue(true, false); // the pictures above stand first
  const activity = useMemo(() => sayActivity(network, occasions), [network, occasions]);
  const opened = occasions.find((occasion) => occasion.object === chosen.occasion);
  const lanes = { network, occasions, rows, chosen, onOpen };
  useEffect(() => {
    window.scrollTo(0, 0);
  }, []);

  return (
    <>
      <NetworkHead data={data} position={position} occasions={occasions} />
      {chosen.member !== null && (
        <p className="chosen-member">
          Chosen: <b>{<Plain text={memberName(network.members, chosen.member)} limit={48} />}</b>{" "}
          <button type="button" className="quiet" onClick={() => onMember(null)}>
            Clear
          </button>
        </p>
      )}

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
            traces={data.traces}
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

      <ForAndAgainst network={network} />

      {below ? (
        <>
          <section aria-labelledby="h-pairs">
            <h2 id="h-pairs">Who with whom</h2>
            <div className="halves pairs">
              <Guard>
                <GraphView network={network} chosen={chosen} onMember={onMember} onPair={onPair} />
              </Guard>
              <PairsTable network={network} chosen={chosen.pair} onPair={onPair} />
            </div>
            <h3 id="side-by-side" className="apart" tabIndex={-1}>
              Two accounts' posts, side by side
            </h3>
            <PairPostsView network={network} traces={data.traces} pair={chosen.pair} onPair={onPair} />
          </section>

          <section aria-labelledby="h-objects">
            <h2 id="h-objects">What they share</h2>
            <ObjectsTable
              network={network}
              traces={data.traces}
              occasions={occasions}
              chosen={chosen.occasion}
              onOpen={onOpen}
            />
          </section>

          <section aria-labelledby="h-members">
            <h2 id="h-members">Members</h2>
            <MembersTable network={network} chosen={chosen.member} onMember={onMember} />
          </section>
        </>
      ) : (
        <p className="soft">Drawing the rest …</p>
      )}
    </>
  );
}

// What is opened on this page stands in the address: an occasion, a member, a pair.
function useChosen(network: NetworkData) {
  const members = network.members.account_id.length;
  const [occasion] = usePosition("occasion", network.objects.object.length);
  const [member] = usePosition("member", members);
  const [pairText] = useChoice("pair");
  const pair = useMemo(() => parsePair(pairText, members), [pairText, members]);
  const onOpen = useCallback((each: Occasion, of: number | null) => {
    choose({ occasion: String(each.object), ...(of === null ? {} : { member: String(of) }) }, "open");
    show("occasion-heading");
  }, []);
  const onMember = useCallback(
    (each: number | null) => choose({ member: each === null ? null : String(each) }, "open"),
    [],
  );
  const onPair = useCallback((each: [number, number] | null) => {
    choose({ pair: each === null ? null : each.join("-") }, "open");
    if (each) show("side-by-side");
  }, []);
  const onCloseOccasion = useCallback(() => choose({ occasion: null }, "open"), []);
  return { chosen: { occasion, member, pair }, onOpen, onMember, onPair, onCloseOccasion };
}

function parsePair(text: string | null, members: number): [number, number] | null {
  const match = /^(\d+)-(\d+)$/.exec(text ?? "");
  if (!match) return null;
  const [a, b] = [Number(match[1]), Number(match[2])];
  return a < members && b < members && a !== b ? [a, b] : null;
}

// The focus goes where the answer appeared, so that a keyboard or a screen reader is there at once.
function show(id: string): void {
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      const element = document.getElementById(id);
      element?.focus({ preventScroll: true });
      element?.scrollIntoView({ block: "nearest" });
    }),
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
