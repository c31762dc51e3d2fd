import { linkTo } from "../../address/address";
import { expected } from "../../words/chance";
import { count } from "../../words/numbers";
import { Due } from "../frame/moments";
import { useMe } from "../session/use_session";
import { useWords } from "../words/words";
import { asChoices, useFilters } from "./filters";
import { sayCase } from "./queue_row";
import { useQueue } from "./use_queue";

// The queue beside the case, where the screen has room for it.
export function QueueRail({ case_id }: { case_id: number }) {
  const words = useWords();
  const me = useMe();
  const filters = useFilters();
  const queue = useQueue(filters);
  if (!queue.data) return <aside className="rail" aria-label={words.queue.title} />;
  return (
    <aside className="rail" aria-label={words.queue.title}>
      <p className="rail-head">
        <a href={linkTo(["cases"], asChoices(filters))}>{words.queue.title}</a> ·{" "}
        {words.queue.sorts[filters.sort ?? "priority"]} · {count(queue.data.total)}
      </p>
      {queue.data.cases.map((row) => (
        <a
          key={row.case_id}
          className="rail-case"
          href={linkTo(["cases", String(row.case_id)], asChoices(filters))}
          aria-current={row.case_id === case_id ? "true" : undefined}
        >
          <b>{words.queue.number(row.case_id)}</b> {sayCase(words, row)}
          <small>
            {words.queue.against(count(row.seen), expected(row.expected))} ·{" "}
            {row.state === "open" ? (
              row.claimed_by === null ? (
                <Due at={row.deadline} />
              ) : row.claimed_by === me.person_id ? (
                words.queue.claimed_by_you
              ) : (
                <bdi>{(row.claimed_by_name ?? "").slice(0, 40)}</bdi>
              )
            ) : (
              words.case_states[row.state]
            )}
          </small>
        </a>
      ))}
    </aside>
  );
}
