import { ROWS, useRows } from "../members/use_rows";
import type { NetworkParts } from "../networks/chosen";
import { useViewWords } from "../words/view_words";
import { Guard } from "./guard";
import { JudgedLegend } from "./judged_legend";
import { OccasionPosts } from "./occasion_posts";
import { OccasionsView } from "./occasions_view";

// Where acting together can be seen: the occasions side by side, down to the posts of the one that was opened.
export function NetworkOccasions(parts: NetworkParts) {
  const { network, traces, occasions, chosen, onOpen, onMember, onCloseOccasion } = parts;
  const { rows, all_rows, shows_all, setAll, arrival, setArrival } = useRows(parts);
  const { occasions: words, headings } = useViewWords();
  const opened = occasions.find((occasion) => occasion.object === chosen.occasion);
  return (
    <section aria-labelledby="h-occasions">
      <h2 id="h-occasions">{headings.occasions}</h2>
      <Guard>
        <OccasionsView {...{ network, occasions, rows, chosen, onOpen }}>
          <label>
            {words.rows}{" "}
            <select value={arrival ?? ""} onChange={(event) => setArrival(event.target.value)}>
              <option value="">{words.rows_most}</option>
              <option value="first">{words.rows_first}</option>
            </select>
          </label>
        </OccasionsView>
      </Guard>
      <JudgedLegend occasions={occasions} />
      <p className="caption" hidden={occasions.length === 0}>
        {words.caption}
      </p>
      {all_rows > ROWS && (
        <p className="small">
          {shows_all ? words.all_rows(all_rows) : words.some_rows(rows.length, all_rows)}{" "}
          <button type="button" className="quiet" onClick={() => setAll(shows_all ? null : "all")}>
            {shows_all ? words.show(ROWS) : words.show_all}
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
