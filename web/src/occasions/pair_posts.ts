import type { NetworkData } from "../report/data";

// Two accounts' touches of one object that lie within its window: the pair of posts that is shown side by side.
export interface PairPost {
  object: number;
  a: { time: number; post: number };
  b: { time: number; post: number };
  gap: number; // b's time less a's: negative where b came first
}

// For every object that both touched within the window, the two touches that lie closest; in order of time.
export function findPairPosts(network: NetworkData, a: number, b: number): PairPost[] {
  const found: PairPost[] = [];
  for (const [object, positions] of touchesOf(network, a, b)) {
    const closest = closestPair(network, object, positions, a);
    if (closest && Math.abs(closest.gap) <= network.objects.window_seconds[object]) found.push(closest);
  }
  const first = (pair: PairPost) => Math.min(pair.a.time, pair.b.time);
  return found.sort((p, q) => first(p) - first(q) || p.object - q.object);
}

function touchesOf(network: NetworkData, a: number, b: number): Map<number, number[]> {
  const byObject = new Map<number, number[]>();
  network.touches.member.forEach((member, position) => {
    if (member !== a && member !== b) return;
    const object = network.touches.object[position];
    const positions = byObject.get(object);
    if (positions) positions.push(position);
    else byObject.set(object, [position]);
  });
  return byObject;
}

// The closest two touches of different accounts are neighbours in order of time.
function closestPair(network: NetworkData, object: number, positions: number[], a: number): PairPost | null {
  const { member, time, post } = network.touches;
  positions.sort((p, q) => time[p] - time[q]);
  let closest: PairPost | null = null;
  for (let at = 1; at < positions.length; ++at) {
    const [earlier, later] = [positions[at - 1], positions[at]];
    if (member[earlier] === member[later]) continue;
    const [left, right] = member[earlier] === a ? [earlier, later] : [later, earlier];
    const gap = time[right] - time[left];
    if (closest && Math.abs(closest.gap) <= Math.abs(gap)) continue;
    closest = { object, a: { time: time[left], post: post[left] }, b: { time: time[right], post: post[right] }, gap };
  }
  return closest;
}
