import type { TraceSummary } from "../report/data";
import { duration } from "../words/numbers";
import { HistogramView } from "./histogram";

// For each trace: how far apart the two posts of a pair lie, and how many objects a pair shares.
export function Distributions({ traces }: { traces: TraceSummary[] }) {
  return (
    <>
      {traces.map((trace) => (
        <section key={trace.trace} className="distribution" aria-label={trace.description}>
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
      ))}
    </>
  );
}
