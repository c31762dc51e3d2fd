import { choose, useChoice } from "../../address/address";
import { count } from "../../words/numbers";
import { Asked, None } from "../frame/states";
import { usePeople } from "../people/use_people";
import { useWords } from "../words/words";
import { HistoryList } from "./history_list";
import { useHistory } from "./use_audit";

const positive = (text: string | null) => (text !== null && /^[1-9]\d{0,14}$/.test(text) ? Number(text) : undefined);

export function HistorySearch() {
  const words = useWords();
  const say = words.history;
  const [person] = useChoice("person");
  const [of_case] = useChoice("case");
  const [act] = useChoice("act");
  const people = usePeople();
  const acts = Object.entries(words.acts).sort(([, a], [, b]) => a.localeCompare(b));
  const history = useHistory({
    person_id: positive(person),
    case_id: positive(of_case),
    act: act?.slice(0, 64) || undefined,
  });
  return (
    <>
      <search className="tools">
        <label>
          {say.person}{" "}
          <select value={person ?? ""} onChange={(event) => choose({ person: event.target.value }, "adjust")}>
            <option value="">{words.queue.all}</option>
            {(people.data ?? []).map((each) => (
              <option key={each.person_id} value={each.person_id}>
                {each.name.slice(0, 60)}
              </option>
            ))}
          </select>
        </label>
        <label>
          {say.case}{" "}
          <input
            type="number"
            min={1}
            value={of_case ?? ""}
            onChange={(event) => choose({ case: event.target.value }, "adjust")}
          />
        </label>
        <label>
          {say.act}{" "}
          <select value={act ?? ""} onChange={(event) => choose({ act: event.target.value }, "adjust")}>
            <option value="">{words.queue.all}</option>
            {acts.map(([each, name]) => (
              <option key={each} value={each}>
                {name}
              </option>
            ))}
          </select>
        </label>
      </search>
      <Asked query={history}>
        {({ entries, size }) => (
          <>
            <p className="small soft">{say.size(count(size))}</p>
            {entries.length === 0 ? <None>{say.none_like}</None> : <HistoryList entries={entries} with_case />}
            {history.hasNextPage && (
              <button type="button" className="quiet" onClick={() => history.fetchNextPage()}>
                {say.more}
              </button>
            )}
          </>
        )}
      </Asked>
    </>
  );
}
