import { expected } from "../../words/chance";
import { count } from "../../words/numbers";
import { unbroken } from "../../words/text";
import { ProgramSpeaks, ProgramText } from "../../words/view_words";
import { Day, Due } from "../frame/moments";
import { FailedAct } from "../frame/states";
import { isSettled } from "../queue/filters";
import { useClaim } from "../queue/use_queue";
import { useMay, useMe } from "../session/use_session";
import { useWords } from "../words/words";
import type { SeenCase } from "./use_case";

// The case in words, before any table: what was seen stands beside what chance would give.
export function CaseHead({ seen }: { seen: SeenCase }) {
  const words = useWords();
  const { summary, what_is_missing } = seen;
  return (
    <>
      <h1>
        {words.queue.number(summary.case_id)}{" "}
        <span className="soft light">
          · {words.queue.accounts(summary.members)} · {words.classes[summary.network_class]}
        </span>
      </h1>
      <Observed summary={summary} />
      <State seen={seen} />
      <Missing what={what_is_missing} />
      <ProgramSpeaks />
    </>
  );
}

export function Observed({ summary }: { summary: SeenCase["summary"] }) {
  const words = useWords().case;
  return (
    <p className="lead">
      <ProgramText>{unbroken(summary.sentence).slice(0, 600)}</ProgramText>{" "}
      {words.judged(
        <b key="seen">{words.times(count(summary.seen), summary.seen)}</b>,
        <i key="chance">{words.times(expected(summary.expected), summary.expected)}</i>,
      )}
      {summary.seen < summary.expected && ` ${words.fewer}`}
    </p>
  );
}

export function Missing({ what }: { what: string[] }) {
  const words = useWords().case;
  if (what.length === 0) return null;
  return (
    <ul className="notes" aria-label={words.missing}>
      {what.map((each) => (
        <li key={each}>
          <ProgramText>{each.slice(0, 400)}</ProgramText>
        </li>
      ))}
    </ul>
  );
}

function State({ seen: { summary, snapshots } }: { seen: SeenCase }) {
  const words = useWords();
  const last = snapshots.at(-1);
  return (
    <p className="small soft case-state">
      <span>{words.case_states[summary.state]}</span>
      {!isSettled(summary.state) && <Due at={summary.deadline} />}
      <span>
        {words.case.from} <Day at={summary.first_time} /> {words.case.to} <Day at={summary.last_time} />
      </span>
      {snapshots.length > 1 && last && (
        <span>
          {words.case.found_again(snapshots.length, last.new_members, last.gone_members)} <Day at={last.created_at} />
        </span>
      )}
      <Claimed summary={summary} />
    </p>
  );
}

function Claimed({ summary }: { summary: SeenCase["summary"] }) {
  const words = useWords().queue;
  const me = useMe();
  const may = useMay();
  const claim = useClaim();
  const is_mine = summary.claimed_by === me.person_id;
  if (summary.claimed_by !== null && !is_mine)
    return (
      <span className="doubt">
        {words.claimed_by} <bdi>{(summary.claimed_by_name ?? "").slice(0, 60)}</bdi>
      </span>
    );
  if (!may("analyst", "reviewer")) return <span>{words.free}</span>;
  return (
    <span>
      {is_mine ? words.claimed_by_you : words.free}{" "}
      <button
        type="button"
        className="quiet"
        onClick={() => claim.mutate({ case_id: summary.case_id, claim: !is_mine })}
      >
        {is_mine ? words.release : words.claim} <kbd>c</kbd>
      </button>
      <FailedAct failure={claim.error} />
    </span>
  );
}
