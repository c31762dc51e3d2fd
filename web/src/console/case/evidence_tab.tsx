import { useMemo } from "react";
import { choose, useChoice } from "../../address/address";
import { useChosen } from "../../networks/chosen";
import { findOccasions } from "../../occasions/occasions";
import { AlternativesView } from "../../views/alternatives_view";
import { ForAndAgainst } from "../../views/claims";
import { DelaysView } from "../../views/delays_view";
import { GraphView } from "../../views/graph";
import { Guard } from "../../views/guard";
import { NetworkLanes } from "../../views/network_lanes";
import { NetworkOccasions } from "../../views/network_occasions";
import { ObjectsTable } from "../../views/objects_table";
import { OccasionPosts } from "../../views/occasion_posts";
import { PairPostsView } from "../../views/pair_posts_view";
import { PairsTable } from "../../views/pairs_table";
import { SeenByChance } from "../../views/seen_by_chance";
import { useTimes } from "../../words/times";
import { useViewWords } from "../../words/view_words";
import type { SnapshotRow } from "../api/types";
import { Asked } from "../frame/states";
import { useWords } from "../words/words";
import { useMemberOf } from "./case_view";
import { type Snapshot, useSnapshot } from "./use_case";

const EVIDENCE = ["occasions", "posts", "claims", "alternatives", "graph"];
export const isEvidence = (tab: string) => EVIDENCE.includes(tab);

// What was found, in the report's own views.
export function EvidenceTab({ case_id, tab, snapshots = [] }: EvidenceTabProps) {
  const [wanted] = useChoice("snapshot");
  const words = useWords().case;
  const known = snapshots.some((each) => String(each.snapshot) === wanted);
  const snapshot = useSnapshot(case_id, known ? Number(wanted) : 0);
  return (
    <>
      {snapshots.length > 1 && <SnapshotSelect snapshots={snapshots} />}
      <Asked query={snapshot}>
        {(data) => (
          <div className="evidence">
            {data.posts_forgotten && <p className="soft">{words.forgotten}</p>}
            <Guard>
              <Evidence snapshot={data} tab={tab} />
            </Guard>
          </div>
        )}
      </Asked>
    </>
  );
}

interface EvidenceTabProps {
  case_id: number;
  tab: string;
  snapshots?: SnapshotRow[]; // where the reader may choose among them; else the last is shown
}

// The same network as it was found at other times.
function SnapshotSelect({ snapshots }: { snapshots: SnapshotRow[] }) {
  const words = useWords().case;
  const times = useTimes();
  const [wanted] = useChoice("snapshot");
  const last = String(snapshots.at(-1)?.snapshot);
  return (
    <p className="tools">
      <label>
        {words.as_found}{" "}
        <select
          value={wanted ?? last}
          onChange={(event) =>
            choose(
              {
                snapshot: event.target.value === last ? null : event.target.value,
                occasion: null,
                member: null,
                pair: null,
              },
              "open",
            )
          }
        >
          {snapshots.map((each) => (
            <option key={each.snapshot} value={each.snapshot}>
              {words.by_run(each.run_id, times.day(each.created_at))}
            </option>
          ))}
        </select>
      </label>
    </p>
  );
}

function Evidence({ snapshot: { network, traces }, tab }: { snapshot: Snapshot; tab: string }) {
  const { headings } = useViewWords();
  const occasions = useMemo(() => findOccasions(network), [network]);
  useMemberOf(network.members.account_id);
  const { chosen, ...acts } = useChosen(network);
  const parts = { network, traces, occasions, chosen, ...acts };
  const opened = occasions.find((occasion) => occasion.object === chosen.occasion);
  switch (tab) {
    case "occasions":
      return <NetworkOccasions {...parts} />;
    case "posts":
      return (
        <>
          <h2>{headings.objects}</h2>
          <ObjectsTable {...{ network, traces, occasions }} chosen={chosen.occasion} onOpen={acts.onOpen} />
          {opened && (
            <OccasionPosts
              {...{ network, traces }}
              occasion={opened}
              member={chosen.member}
              onMember={acts.onMember}
              onClose={acts.onCloseOccasion}
            />
          )}
          <h2 id="side-by-side" tabIndex={-1}>
            {headings.side_by_side}
          </h2>
          <PairPostsView {...{ network, traces }} pair={chosen.pair} onPair={acts.onPair} />
        </>
      );
    case "claims":
      return (
        <>
          <ForAndAgainst network={network} />
          <h2>{headings.chance}</h2>
          <SeenByChance network={network} />
        </>
      );
    case "alternatives":
      return (
        <>
          <h2>{headings.alternatives}</h2>
          <AlternativesView alternatives={network.alternatives} />
          <h2>{headings.delays}</h2>
          <DelaysView delays={network.delays} />
        </>
      );
    default:
      return (
        <>
          <h2>{headings.graph}</h2>
          <GraphView network={network} chosen={chosen} onMember={acts.onMember} onPair={acts.onPair} />
          <PairsTable network={network} chosen={chosen.pair} onPair={acts.onPair} />
          <NetworkLanes {...parts} />
        </>
      );
  }
}
