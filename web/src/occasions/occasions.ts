import type { NetworkData } from "../report/data";

// An occasion: an object that at least two members touched within the window of each other. It is drawn from the first touch
// of its fullest burst: an object may come round again hours later, and then the time when most members met counts.

export interface Occasion {
  object: number; // position in network.objects
  start: number; // time of the first touch of the burst, where the picture begins
  window_seconds: number;
  judged: boolean; // it judged the network, and was not used to find it
  touches: Touch[]; // all of the members', by time
  together: number; // different members that touched it within the window of another
  burst_seconds: number; // from the first to the last touch of the burst
  others: number[]; // seconds after `start` of everybody else's
}

export interface Touch {
  member: number;
  post: number; // position in network.posts, -1: none
  time: number;
  after: number; // seconds after `start`; before it: negative
  together: boolean; // within the window of another member's touch
}

// In order of time. Cost: O(n log n) in the touches of the network.
export function findOccasions(network: NetworkData): Occasion[] {
  const byObject = groupPositions(network.touches.object, network.objects.object.length);
  const others = groupPositions(network.others.object, network.objects.object.length);
  const occasions: Occasion[] = [];
  byObject.forEach((positions, object) => {
    const occasion = makeOccasion(network, object, positions);
    if (!occasion) return;
    for (const position of others[object]) occasion.others.push(network.others.time[position] - occasion.start);
    occasions.push(occasion);
  });
  return occasions.sort((a, b) => a.start - b.start || a.object - b.object);
}

function makeOccasion(network: NetworkData, object: number, positions: number[]): Occasion | null {
  const window_seconds = network.objects.window_seconds[object];
  const { member, time, post } = network.touches;
  const touches = positions
    .map((at) => ({ member: member[at], post: post[at], time: time[at], after: 0, together: false }))
    .sort((a, b) => a.time - b.time || a.member - b.member);
  markTogether(touches, window_seconds);
  const burst = fullestBurst(touches, window_seconds);
  if (burst.length === 0) return null;
  const start = burst[0].time;
  for (const touch of touches) touch.after = touch.time - start;
  return {
    object,
    start,
    window_seconds,
    judged: network.objects.judged[object],
    touches,
    together: different(touches.filter((touch) => touch.together)),
    burst_seconds: burst[burst.length - 1].time - start,
    others: [],
  };
}

// Once forwards and once backwards: the nearest touch by somebody else, before and after.
function markTogether(touches: Touch[], window_seconds: number): void {
  markAfter(touches, window_seconds);
  markAfter(touches.toReversed(), window_seconds);
}

function markAfter(touches: Touch[], window_seconds: number): void {
  let [last, before]: (Touch | null)[] = [null, null]; // the latest touch, and the latest by a member other than its
  for (const touch of touches) {
    const other = last?.member === touch.member ? before : last;
    if (other && Math.abs(touch.time - other.time) <= window_seconds) touch.together = true;
    if (last && last.member !== touch.member) before = last;
    last = touch;
  }
}

function fullestBurst(touches: Touch[], window_seconds: number): Touch[] {
  let best: Touch[] = [];
  let run: Touch[] = [];
  const close = () => {
    if (different(run) > different(best)) best = run;
    run = [];
  };
  for (const touch of touches) {
    if (!touch.together) continue;
    if (run.length > 0 && touch.time - run[run.length - 1].time > window_seconds) close();
    run.push(touch);
  }
  close();
  return best;
}

function different(touches: Touch[]): number {
  return new Set(touches.map((touch) => touch.member)).size;
}

export function groupPositions(keys: number[], groups: number): number[][] {
  const grouped: number[][] = Array.from({ length: groups }, () => []);
  keys.forEach((key, position) => {
    grouped[key].push(position);
  });
  return grouped;
}

// Where some occasions judged the network and others did not, the two are told apart.
export function isMixed(occasions: Occasion[]): boolean {
  return occasions.some((occasion) => occasion.judged) && !occasions.every((occasion) => occasion.judged);
}
