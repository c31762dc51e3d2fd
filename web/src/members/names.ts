import type { Occasion } from "../occasions/occasions";
import type { Members } from "../report/data";
import { plain } from "../words/text";

// How an account is called: by its handle where one is known, else by its id, as the data has it.
export function memberName(members: Members, member: number): string {
  const handle = members.handle[member];
  if (handle) return handle.startsWith("@") ? handle : `@${handle}`;
  return members.account_id[member];
}

// Beside a lane or a node there is room for a few letters.
export function memberLabel(members: Members, member: number, letters = 12): string {
  return plain(memberName(members, member), letters);
}

// Positions of members from the most occasions down: the order of lanes, and who is shown where not all can be.
export function byOccasions(members: Members): number[] {
  const order = members.account_id.map((_, member) => member);
  return order.sort((p, q) => members.occasions[q] - members.occasions[p] || p - q);
}

// By the median of the places at which they arrive: who leads stands above who follows.
export function byArrival(members: Members, occasions: Occasion[]): number[] {
  const places: number[][] = members.account_id.map(() => []);
  for (const { touches } of occasions) {
    const together = touches.filter((touch) => touch.together);
    together.forEach((touch, place) => {
      places[touch.member].push(place / Math.max(1, together.length - 1));
    });
  }
  const median = places.map((each) => (each.length === 0 ? 2 : each.sort((p, q) => p - q)[each.length >> 1]));
  const order = members.account_id.map((_, member) => member);
  return order.sort((p, q) => median[p] - median[q] || p - q);
}

// Drawn paler: what holds for the network may not hold for this member.
export function isUnsure(confidence: number): boolean {
  return confidence < 0.9;
}
