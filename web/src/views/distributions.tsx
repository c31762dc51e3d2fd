import type { TraceSummary } from "../report/data";
import { duration } from "../words/numbers";
import { HistogramView } from "./histogram";

const SHOWN = 3;

// For each trace: how far apart the two posts of a pair lie, and how many objects a pair shares.
export function Distributions({ traces }: { traces: TraceSummary[] }) {
  const some = traces.filter((trace) => trace.pairs > 0);
  if (some.length === 0) return <p className="none">No two accounts shared enough, so there is nothing to draw.</p>;
  return (
    <>
      {some.slice(0, SHOWN).map((trace) => (
        <Distribution key={trace.trace} trace={trace} />
      ))}
      {some.length > SHOWN && (
        <details>
          <summary>{some.length - SHOWN} more</summary>
          {some.slice(SHOWN).map((trace) => (
            <Distribution key={trace.trace} trace={trace} />
          ))}
        </details>
      )}
    </>
  );
}

function Distribution({ trace }: { trace: TraceSummary }) {
  return (
    <section className="distribution" aria-label={trace.description}>
      <p className="small">
        <b>{trace.description}</b> <span className="soft">within {duration(trace.window_seconds)}</span>
      </p>
      <div className="halves">
        <HistogramView
          histogram={trace.gaps}
          heading="Gaps"
          across="seconds between the two posts"
          down="pairs of posts"
          edge={String}
          none="No two accounts touched the same object within the window."
        />
        <HistogramView
          histogram={trace.weights}
          heading="Weights"
          across="objects that a pair shares"
          down="pairs of accounts"
          edge={String}
          none="No pair shares an object within the window."
        />
      </div>
    </section>
  );
}
