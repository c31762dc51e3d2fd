import type { LeftOut } from "../report/data";
import { bytes, counted } from "../words/numbers";

// What did not fit into the file under the size that was chosen: never silently.
export function LeftOutView({ left_out }: { left_out: LeftOut }) {
  const facts = leftOutFacts(left_out);
  if (facts.length === 0) return <p>Nothing: everything that was found is in this file.</p>;
  return (
    <>
      <p>
        Up to {bytes(left_out.max_bytes)} were allowed for this file. Left out of it, but counted everywhere, and whole
        in the tables beside it:
      </p>
      <ul className="plain-list">
        {facts.map((fact) => (
          <li key={fact}>{fact}</li>
        ))}
      </ul>
    </>
  );
}

export function leftOutFacts(left_out: LeftOut): string[] {
  const facts: [number, string, string][] = [
    [left_out.networks, "network", "networks"],
    [left_out.candidates, "candidate that failed", "candidates that failed"],
    [left_out.members, "member", "members"],
    [left_out.pairs, "pair", "pairs"],
    [left_out.posts, "post's text", "posts' texts"],
    [left_out.activity, "tick of activity in the lanes", "ticks of activity in the lanes"],
  ];
  return facts.filter(([number]) => number > 0).map(([number, one, many]) => counted(number, one, many));
}
