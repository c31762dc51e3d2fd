import { useCallback, useEffect, useMemo } from "react";
import { choose, useChoice, usePosition } from "../address/address";
import { memberName } from "../members/names";
import { findOccasions, type Occasion } from "../occasions/occasions";
import { useStages } from "../scheme/stages";
import { AlternativesView } from "../views/alternatives_view";
import { ForAndAgainst } from "../views/claims";
import { DelaysView } from "../views/delays_view";
import { SeenByChance } from "../views/seen_by_chance";
import { Plain } from "../words/text";
import type { NetworkData, ReportData } from "./data";
import { Guard } from "./failure";
import { NetworkHead } from "./network_head";
import { NetworkPictures } from "./network_pictures";
import { NetworkTables } from "./network_tables";

// One network: what is said of it, then what shows it, then the tables down to the posts.
export function NetworkPage({ data, position }: { data: ReportData; position: number }) {
  const network = data.networks[position];
  const occasions = useMemo(() => findOccasions(network), [network]);
  const { chosen, ...acts } = useChosen(network);
  const stage = useStages(2);
  useEffect(() => {
    window.scrollTo(0, 0);
  }, []);
  const shared = { network, traces: data.traces, occasions, chosen, ...acts };
  return (
    <>
      <NetworkHead data={data} position={position} occasions={occasions} />
      <div className="halves">
        <section aria-labelledby="h-chance">
          <h2 id="h-chance">Seen, and by chance</h2>
          <Guard>
            <SeenByChance network={network} />
          </Guard>
        </section>
        <section aria-labelledby="h-delays">
          <h2 id="h-delays">How long after the first</h2>
          <Guard>
            <DelaysView delays={network.delays} />
          </Guard>
        </section>
      </div>
      {chosen.member !== null && (
        <p className="chosen-member">
          Chosen:{" "}
          <b>
            <Plain text={memberName(network.members, chosen.member)} limit={48} />
          </b>{" "}
          <button type="button" className="quiet" onClick={() => acts.onMember(null)}>
            Clear
          </button>
        </p>
      )}

      {stage >= 1 && (
        <>
          <NetworkPictures {...shared} />
          <ForAndAgainst network={network} />
          <section aria-labelledby="h-alternatives">
            <h2 id="h-alternatives">Alternatives considered</h2>
            <AlternativesView alternatives={network.alternatives} />
          </section>
        </>
      )}
      {stage >= 2 ? <NetworkTables {...shared} /> : <p className="soft">Drawing the rest …</p>}
    </>
  );
}

// What is chosen on the page, and what can be done with it: shared by all of its parts.
export interface NetworkParts {
  network: NetworkData;
  traces: ReportData["traces"];
  occasions: Occasion[];
  chosen: { occasion: number | null; member: number | null; pair: [number, number] | null };
  onOpen: (occasion: Occasion, member: number | null) => void;
  onMember: (member: number | null) => void;
  onPair: (pair: [number, number] | null) => void;
  onCloseOccasion: () => void;
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
