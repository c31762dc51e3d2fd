import { useMemo } from "react";
import { useChoice } from "../../address/address";
import type { paths } from "../api/schema";

// What the queue is asked for. Every filter stands in the address, so that a queue can be sent as a link; whatever the
// address says that is no filter counts as none.
export type Filters = NonNullable<paths["/api/cases"]["get"]["parameters"]["query"]>;

export const STATES = ["open", "proposed", "held", "decided", "in_review"] as const;
// What the address may say. Where it says nothing, the queue is what waits for somebody's work.
export const SHOWN = ["waiting", ...STATES, "all"] as const;
// Nothing is left to do there but to review it.
export const isSettled = (state: (typeof STATES)[number]) => state === "decided" || state === "in_review";

export const CLASSES = ["synchronised", "closed_ring", "close_circle", "declared_automation"] as const;
export const CLAIMS = ["me", "free"] as const;
export const SORTS = ["priority", "deadline", "age", "size", "updated"] as const;
export const NAMES = ["state", "network_class", "claimed", "min_members", "max_members", "account", "sort"] as const;

const one = <T extends string>(value: string | null, of: readonly T[]) => of.find((each) => each === value);
const whole = (value: string | null) => (value !== null && /^\d{1,6}$/.test(value) ? Number(value) : undefined);

export function useFilters(): Filters {
  const [state] = useChoice("state");
  const [network_class] = useChoice("network_class");
  const [claimed] = useChoice("claimed");
  const [min_members] = useChoice("min_members");
  const [max_members] = useChoice("max_members");
  const [account] = useChoice("account");
  const [sort] = useChoice("sort");
  return useMemo(
    () => ({
      state: state === "all" ? undefined : (one(state, ["waiting", ...STATES]) ?? "waiting"),
      network_class: one(network_class, CLASSES),
      claimed: one(claimed, CLAIMS),
      min_members: whole(min_members),
      max_members: whole(max_members),
      account: account?.slice(0, 512) || undefined,
      sort: one(sort, SORTS),
    }),
    [state, network_class, claimed, min_members, max_members, account, sort],
  );
}

// As choices of a link, so that the way back leads into the same queue.
export function asChoices({ state, ...filters }: Filters): Record<string, string> {
  const named: Record<string, unknown> = { ...filters, state: state === "waiting" ? undefined : (state ?? "all") };
  return Object.fromEntries(NAMES.flatMap((name) => (named[name] === undefined ? [] : [[name, String(named[name])]])));
}
