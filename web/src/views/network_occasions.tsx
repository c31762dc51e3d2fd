import { ROWS, useRows } from "../members/use_rows";
import type { NetworkParts } from "../networks/chosen";
import { Guard } from "./guard";
import { JudgedLegend } from "./judged_legend";
import { OccasionPosts } from "./occasion_posts";
import { OccasionsView } from "./occasions_view";

// Where acting together can be seen: the occasions side by side, down to the posts of the one that was opened.
export function NetworkOccasions(parts: NetworkParts) {
  const { network, traces, occasions, chosen, onOpen, onMember, onCloseOccasion } = parts;
  const { rows, all_rows, shows_all, setAll, arrival, setArrival } = useRows(parts);
  const opened = occasions.find((occasion) => occasion.object === chosen.occasion);
  return (
    <section aria-labelledby="h-occasions">
      <h2 id="h-occasions">Every occasion, side by side</h2>
      <Guard>
        <OccasionsView {...{ network, occasions, rows, chosen, onOpen }}>
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
        One column an occasion, aligned at the first touch; one row an account. A dot is a member's touch, hollow where
        nobody else of the network was within the window; an arrow at the edge came earlier or later; grey ticks are
        everybody else's.
      </p>
      {all_rows > ROWS && (
        <p className="small">
          {shows_all
            ? `All ${all_rows} accounts are shown.`
            : `The ${rows.length} accounts with the most occasions are shown, of ${all_rows}.`}{" "}
          <button type="button" className="quiet" onClick={() => setAll(shows_all ? null : "all")}>
            {shows_all ? `Show ${ROWS}` : "Show all"}
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
  );
}
