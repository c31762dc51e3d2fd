import type { NetworkParts } from "../networks/chosen";
import { GraphView } from "../views/graph";
import { Guard } from "../views/guard";
import { MembersTable } from "../views/members_table";
import { ObjectsTable } from "../views/objects_table";
import { PairPostsView } from "../views/pair_posts_view";
import { PairsTable } from "../views/pairs_table";
import { useViewWords } from "../words/view_words";

// Who with whom, what they share and who they are, each down to the posts.
export function NetworkTables({ network, traces, occasions, chosen, onOpen, onMember, onPair }: NetworkParts) {
  const { headings } = useViewWords();
  return (
    <>
      <section aria-labelledby="h-pairs">
        <h2 id="h-pairs">{headings.graph}</h2>
        <div className="halves pairs">
          <Guard>
            <GraphView network={network} chosen={chosen} onMember={onMember} onPair={onPair} />
          </Guard>
          <PairsTable network={network} chosen={chosen.pair} onPair={onPair} />
        </div>
        <h3 id="side-by-side" className="apart" tabIndex={-1}>
          {headings.side_by_side}
        </h3>
        <PairPostsView network={network} traces={traces} pair={chosen.pair} onPair={onPair} />
      </section>

      <section aria-labelledby="h-objects">
        <h2 id="h-objects">{headings.objects}</h2>
        <ObjectsTable
          network={network}
          traces={traces}
          occasions={occasions}
          chosen={chosen.occasion}
          onOpen={onOpen}
        />
      </section>

      <section aria-labelledby="h-members">
        <h2 id="h-members">Members</h2>
        <p className="small soft">
          Confidence is 1 − the member's q: how surely it belongs to what was observed. It is not a probability of
          guilt.
        </p>
        <MembersTable network={network} chosen={chosen.member} onMember={onMember} />
      </section>
    </>
  );
}
