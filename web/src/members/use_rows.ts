import { useMemo } from "react";
import { useChoice } from "../address/address";
import type { NetworkParts } from "../networks/chosen";
import { byArrival, byOccasions } from "./names";

export const ROWS = 40; // lanes at first: more than a screen holds convince nobody

// Which members have a row in the pictures, and in which order.
export function useRows({ network, occasions, chosen }: Pick<NetworkParts, "network" | "occasions" | "chosen">) {
  const [all, setAll] = useChoice("rows");
  const [arrival, setArrival] = useChoice("rows.order");
  const order = useMemo(
    () => (arrival === "first" ? byArrival(network.members, occasions) : byOccasions(network.members)),
    [network, occasions, arrival],
  );
  const rows = useMemo(() => {
    if (all === "all" || order.length <= ROWS) return order;
    const most = new Set(byOccasions(network.members).slice(0, ROWS));
    const first = order.filter((member) => most.has(member));
    return chosen.member !== null && !first.includes(chosen.member) ? [...first, chosen.member] : first;
  }, [all, order, chosen.member, network]);
  return { rows, all_rows: order.length, shows_all: all === "all", setAll, arrival, setArrival };
}
