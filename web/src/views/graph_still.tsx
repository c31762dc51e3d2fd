import { useMemo } from "react";
import { dots, lines } from "../marks/paths";
import { isUnsure, memberLabel } from "../members/names";
import type { NetworkData } from "../report/data";

// The graph as a still picture: wherever no live one is needed, since a browser keeps few WebGL contexts.
// Only the strongest pairs are drawn, as many as the size can show.
export function GraphStill({ network, width, height }: { network: NetworkData; width: number; height: number }) {
  const { members } = network;
  const small = width < 120;
  const room = small ? 5 : 14;
  const place = (member: number) => ({
    x: room + members.x[member] * (width - 2 * room),
    y: room + members.y[member] * (height - 2 * room),
  });
  const strongest = useMemo(() => strongestPairs(network, small ? 60 : 1500), [network, small]);
  const all = members.x.map((_, member) => member);
  const radius = small ? 2.2 : members.x.length > 200 ? 2.5 : 5;
  return (
    <svg className="graph-still" width={width} height={height} aria-hidden="true">
      {[1, 2, 4].map((times, at) => (
        <path
          key={times}
          className="pair-lines"
          strokeWidth={(small ? 0.6 : 0.8) * times}
          d={lines(strongest[at].map(([a, b]) => [place(a), place(b)]))}
        />
      ))}
      {[true, false].map((unsure) => (
        <path
          key={String(unsure)}
          className={unsure ? "member-dots unsure" : "member-dots"}
          strokeWidth={2 * radius}
          d={dots(all.filter((member) => isUnsure(members.confidence[member]) === unsure).map(place))}
        />
      ))}
      {!small &&
        members.x.length <= 60 &&
        members.account_id.map((account, member) => (
          <text key={account} x={place(member).x + 8} y={place(member).y + 4}>
            {memberLabel(members, member, 9)}
          </text>
        ))}
    </svg>
  );
}

const orders = new WeakMap<NetworkData, number[]>(); // rows of a list come and go, their order of pairs stays

function fromStrongest(network: NetworkData): number[] {
  const known = orders.get(network);
  if (known) return known;
  const { shared } = network.pairs;
  const order = shared.map((_, pair) => pair).sort((p, q) => shared[q] - shared[p] || p - q);
  orders.set(network, order);
  return order;
}

// In three classes of strength: under half, half to nine tenths, and about the largest.
function strongestPairs(network: NetworkData, limit: number): [number, number][][] {
  const { pairs } = network;
  const order = fromStrongest(network);
  const largest = Math.max(1, pairs.shared[order[0]] ?? 1);
  const classes: [number, number][][] = [[], [], []];
  for (const pair of order.slice(0, limit)) {
    const share = pairs.shared[pair] / largest;
    classes[share > 0.9 ? 2 : share >= 0.5 ? 1 : 0].push([pairs.a[pair], pairs.b[pair]]);
  }
  return classes;
}
