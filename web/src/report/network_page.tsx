import { useEffect, useMemo } from "react";
import { memberName } from "../members/names";
import { useChosen } from "../networks/chosen";
import { findOccasions } from "../occasions/occasions";
import { useStages } from "../scheme/stages";
import { AlternativesView } from "../views/alternatives_view";
import { ForAndAgainst } from "../views/claims";
import { DelaysView } from "../views/delays_view";
import { Guard } from "../views/guard";
import { NetworkLanes } from "../views/network_lanes";
import { NetworkOccasions } from "../views/network_occasions";
import { SeenByChance } from "../views/seen_by_chance";
import { Plain } from "../words/text";
import { useViewWords } from "../words/view_words";
import type { ReportData } from "./data";
import { NetworkHead } from "./network_head";
import { NetworkTables } from "./network_tables";

// One network: what is said of it, then what shows it, then the tables down to the posts.
export function NetworkPage({ data, position }: { data: ReportData; position: number }) {
  const network = data.networks[position];
  const occasions = useMemo(() => findOccasions(network), [network]);
  const { chosen, ...acts } = useChosen(network);
  const stage = useStages(2);
  const { headings } = useViewWords();
  useEffect(() => {
    window.scrollTo(0, 0);
  }, []);
  const shared = { network, traces: data.traces, occasions, chosen, ...acts };
  return (
    <>
      <NetworkHead data={data} position={position} occasions={occasions} />
      <div className="halves">
        <section aria-labelledby="h-chance">
          <h2 id="h-chance">{headings.chance}</h2>
          <Guard>
            <SeenByChance network={network} />
          </Guard>
        </section>
        <section aria-labelledby="h-delays">
          <h2 id="h-delays">{headings.delays}</h2>
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
          <NetworkOccasions {...shared} />
          <NetworkLanes {...shared} />
          <ForAndAgainst network={network} />
          <section aria-labelledby="h-alternatives">
            <h2 id="h-alternatives">{headings.alternatives}</h2>
            <AlternativesView alternatives={network.alternatives} />
          </section>
        </>
      )}
      {stage >= 2 ? <NetworkTables {...shared} /> : <p className="soft">Drawing the rest …</p>}
    </>
  );
}
