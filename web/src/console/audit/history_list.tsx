import { linkTo } from "../../address/address";
import type { HistoryRow } from "../api/types";
import { Moment } from "../frame/moments";
import { usePeople } from "../people/use_people";
import { useWords } from "../words/words";

// Entries of the history, the newest first: who, when, what, and what was said with it.
export function HistoryList({ entries, with_case }: { entries: HistoryRow[]; with_case?: boolean }) {
  const words = useWords();
  return (
    <ol className="history">
      {entries.map((entry) => (
        <li key={entry.index}>
          <span className="soft small mono">{entry.index}</span>
          <span>
            <b>{nameAct(entry.act, words)}</b>
            {with_case && entry.case_id !== null && (
              <>
                {" · "}
                <a href={linkTo(["cases", String(entry.case_id), "history"])}>{words.queue.number(entry.case_id)}</a>
              </>
            )}
            <span className="soft small">
              {" "}
              <bdi>{nameAuthor(entry, words)}</bdi>, <Moment at={entry.time} />
            </span>
            <Concerned entry={entry} />
            <Payload payload={entry.payload} />
          </span>
        </li>
      ))}
    </ol>
  );
}

// Nobody who had signed in: the program itself, or whoever came with a private link.
const BY_LINK = ["appeal.made", "person.added", "person.signed_up", "person.password_reset"];

function nameAuthor({ person_id, act, name }: HistoryRow, words: ReturnType<typeof useWords>): string {
  if (person_id !== 0) return name.slice(0, 60);
  return BY_LINK.includes(act) ? words.history.by_link : words.history.program;
}

// Whom an act concerns, where that is somebody else than who did it.
function Concerned({ entry }: { entry: HistoryRow }) {
  const words = useWords().history;
  const people = usePeople().data ?? [];
  const { payload, person_id } = entry;
  const concerned =
    typeof payload === "object" && payload !== null && "person_id" in payload ? payload.person_id : null;
  if (typeof concerned !== "number" || concerned === person_id) return null;
  const person = people.find((each) => each.person_id === concerned);
  return (
    <p className="small">
      <span className="soft">{words.person}</span>{" "}
      <bdi>{person ? `${person.name.slice(0, 60)} (${person.handle})` : concerned}</bdi>
    </p>
  );
}

function nameAct(act: string, words: ReturnType<typeof useWords>): string {
  return (words.acts as Record<string, string>)[act] ?? act.slice(0, 64);
}

// A measure is called the same wherever it stands.
function sayValue(name: string, value: unknown, measures: Record<string, string>): string {
  return (name === "measure" && measures[String(value)]) || String(value).slice(0, 300);
}

const FEW = 3;
const SAID_ABOVE = ["person_id", "case_id"];
const HASHES = ["members_sha256", "digest"]; // for machines; they stand in what was recorded
const SAID_FIRST = ["account_id", "kept", "agrees", "outcome", "measure", "reasons", "reason"]; // what and why

const urgency = (name: string) => (SAID_FIRST.includes(name) ? SAID_FIRST.indexOf(name) : SAID_FIRST.length);

function Payload({ payload }: { payload: unknown }) {
  const { history: words, measures } = useWords();
  if (payload === null || payload === undefined) return <p className="small not-known">{words.erased}</p>;
  if (typeof payload !== "object") return <p className="small">{String(payload).slice(0, 500)}</p>;
  const said = Object.entries(payload).filter(
    ([name, value]) => value !== null && value !== "" && !SAID_ABOVE.includes(name),
  );
  if (said.length === 0) return null;
  const short = said
    .filter(([name, value]) => typeof value !== "object" && !HASHES.includes(name))
    .sort(([a], [b]) => urgency(a) - urgency(b))
    .slice(0, FEW);
  return (
    <>
      {short.length > 0 && (
        <p className="small">
          {short.map(([name, value]) => (
            <span key={name} className="said">
              <span className="soft">{name}</span> <bdi>{sayValue(name, value, measures)}</bdi>
            </span>
          ))}
        </p>
      )}
      {said.length > short.length && (
        <details>
          <summary>{words.whole}</summary>
          <pre className="command">{JSON.stringify(payload, null, 1).slice(0, 20_000)}</pre>
        </details>
      )}
    </>
  );
}
