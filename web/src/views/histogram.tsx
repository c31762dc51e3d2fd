import * as Plot from "@observablehq/plot";
import { useEffect, useRef } from "react";
import { useWidth } from "../marks/size";
import type { Histogram } from "../report/data";
import { count } from "../words/numbers";

interface HistogramViewProps {
  histogram: Histogram;
  heading: string;
  across: string; // what the bins count, with its unit
  down: string; // what stands in a bin
  edge: (value: number) => string;
  none: string;
}

// Bars of equal width stand for their bins; where counts differ a hundredfold the axis is logarithmic and says so.
export function HistogramView({ histogram, heading, across, down, edge, none }: HistogramViewProps) {
  const { ref, width } = useWidth<HTMLDivElement>(480);
  const place = useRef<HTMLDivElement>(null);
  const bins = makeBins(histogram, edge);
  const logarithmic = isLopsided(histogram.counts);
  const total = histogram.counts.reduce((sum, each) => sum + each, 0);
  useEffect(() => {
    if (!place.current || total === 0) return;
    const drawn = drawBars(bins, { width, across, down, logarithmic });
    place.current.replaceChildren(drawn);
    return () => drawn.remove();
  });
  return (
    <figure className="histogram" ref={ref}>
      <figcaption>
        <h3>{heading}</h3>
      </figcaption>
      {total === 0 ? (
        <p className="none">{none}</p>
      ) : (
        <>
          <div ref={place} aria-hidden="true" />
          <details>
            <summary>The same as a table</summary>
            <table>
              <thead>
                <tr>
                  <th scope="col">{across}</th>
                  <th scope="col" className="number">
                    {down}
                  </th>
                </tr>
              </thead>
              <tbody>
                {bins.map((bin) => (
                  <tr key={bin.label}>
                    <td>{bin.label}</td>
                    <td className="number">{count(bin.count)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </details>
        </>
      )}
    </figure>
  );
}

interface Bin {
  at: number;
  label: string;
  count: number;
}

function makeBins({ edges, counts }: Histogram, edge: (value: number) => string): Bin[] {
  return counts.map((each, at) => {
    const whole = Number.isInteger(edges[at]) && edges[at + 1] === edges[at] + 1;
    const last = Number.isInteger(edges[at + 1]) ? edges[at + 1] - 1 : edges[at + 1];
    return { at, label: whole ? edge(edges[at]) : `${edge(edges[at])}–${edge(last)}`, count: each };
  });
}

function isLopsided(counts: number[]): boolean {
  const some = counts.filter((each) => each > 0);
  return Math.max(...some) / Math.min(...some) > 100;
}

interface Drawing {
  width: number;
  across: string;
  down: string;
  logarithmic: boolean;
}

function drawBars(bins: Bin[], { width, across, down, logarithmic }: Drawing): Element {
  const letters = Math.max(...bins.map((bin) => bin.label.length));
  const every = Math.ceil((bins.length * (14 + 6.2 * letters)) / (width - 60));
  const base = logarithmic ? 0.7 : 0;
  return Plot.plot({
    width,
    height: 220,
    marginLeft: 52,
    marginBottom: 42,
    style: { fontSize: "11px", fontFamily: "inherit", background: "none", color: "var(--soft)", overflow: "visible" },
    x: {
      type: "band",
      domain: bins.map((bin) => bin.at),
      padding: 0.08,
      label: across,
      labelArrow: "none",
      labelAnchor: "center",
      tickSize: 0,
      tickFormat: (at: number) => (at % every === 0 ? bins[at].label : ""),
    },
    y: logarithmic
      ? {
          type: "log",
          domain: [base, Math.max(...bins.map((bin) => bin.count))],
          label: `${down} (logarithmic)`,
          ticks: powersOfTen(Math.max(...bins.map((bin) => bin.count))),
          tickFormat: (value: number) => count(value),
          grid: true,
          labelArrow: "none",
        }
      : {
          label: down,
          grid: true,
          ticks: 4,
          tickFormat: (value: number) => count(value),
          labelArrow: "none",
          nice: true,
        },
    marks: [
      Plot.barY(
        bins.filter((bin) => bin.count > 0),
        {
          x: "at",
          y1: base,
          y2: "count",
          fill: "var(--seen)",
          title: (bin: Bin) => `${bin.label}: ${count(bin.count)}`,
        },
      ),
      Plot.ruleY([base], { stroke: "var(--line-strong)" }),
    ],
  });
}

function powersOfTen(most: number): number[] {
  return Array.from({ length: 1 + Math.floor(Math.log10(most)) }, (_, power) => 10 ** power);
}
