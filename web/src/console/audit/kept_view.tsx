import { count } from "../../words/numbers";
import { Asked, None } from "../frame/states";
import { useSettings } from "../settings/use_settings";
import { useWords } from "../words/words";
import { HistoryList } from "./history_list";
import { useHistory } from "./use_audit";

// How long what is kept, and what went: by age, and because somebody had a right to it.
export function KeptView() {
  const words = useWords();
  return (
    <>
      <h2>{words.settings.keeping}</h2>
      <Periods />
      <h2>{words.kept.retained}</h2>
      <Went act="retention.enforced" />
      <h2>{words.kept.erased}</h2>
      <Went act="account.erased" />
    </>
  );
}

const PERIODS = ["retention_posts_days", "retention_notes_days", "retention_files_days"] as const;

function Periods() {
  const words = useWords();
  return (
    <Asked query={useSettings()}>
      {(settings) => (
        <dl className="settings">
          {PERIODS.map((name) => (
            <div key={name} className="setting">
              <dt>{words.kept.periods[name]}</dt>
              <dd>
                {settings[name] === 0 ? words.kept.stays : words.kept.days(count(settings[name]), settings[name])}
              </dd>
            </div>
          ))}
        </dl>
      )}
    </Asked>
  );
}

function Went({ act }: { act: string }) {
  const words = useWords();
  const history = useHistory({ act });
  return (
    <Asked query={history}>
      {({ entries }) => (
        <>
          {entries.length === 0 ? <None>{words.kept.none}</None> : <HistoryList entries={entries} />}
          {history.hasNextPage && (
            <button type="button" className="quiet" onClick={() => history.fetchNextPage()}>
              {words.history.more}
            </button>
          )}
        </>
      )}
    </Asked>
  );
}
