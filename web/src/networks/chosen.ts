import { useCallback, useMemo } from "react";
import { choose, useChoice, usePosition } from "../address/address";
import type { Occasion } from "../occasions/occasions";
import type { NetworkData, TraceSummary } from "../report/data";

// What is chosen on the page, and what can be done with it: shared by all of its parts.
export interface NetworkParts {
  network: NetworkData;
  traces: TraceSummary[];
  occasions: Occasion[];
  chosen: { occasion: number | null; member: number | null; pair: [number, number] | null };
  onOpen: (occasion: Occasion, member: number | null) => void;
  onMember: (member: number | null) => void;
  onPair: (pair: [number, number] | null) => void;
  onCloseOccasion: () => void;
}

// What is opened on this page stands in the address: an occasion, a member, a pair.
export function useChosen(network: NetworkData) {
  const members = network.members.account_id.length;
  const [occasion] = usePosition("occasion", network.objects.object.length);
  const [member] = usePosition("member", members);
  const [pairText] = useChoice("pair");
  const pair = useMemo(() => parsePair(pairText, members), [pairText, members]);
  const onOpen = useCallback((each: Occasion, of: number | null) => {
    choose({ occasion: String(each.object), ...(of === null ? {} : { member: String(of) }) }, "open");
    show("occasion-heading");
  }, []);
  const onMember = useCallback(
    (each: number | null) => choose({ member: each === null ? null : String(each) }, "open"),
    [],
  );
  const onPair = useCallback((each: [number, number] | null) => {
    choose({ pair: each === null ? null : each.join("-") }, "open");
    if (each) show("side-by-side");
  }, []);
  const onCloseOccasion = useCallback(() => choose({ occasion: null }, "open"), []);
  return { chosen: { occasion, member, pair }, onOpen, onMember, onPair, onCloseOccasion };
}

function parsePair(text: string | null, members: number): [number, number] | null {
  const match = /^(\d+)-(\d+)$/.exec(text ?? "");
  if (!match) return null;
  const [a, b] = [Number(match[1]), Number(match[2])];
  return a < members && b < members && a !== b ? [a, b] : null;
}

// The focus goes where the answer appeared, so that a keyboard or a screen reader is there at once.
function show(id: string): void {
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      const element = document.getElementById(id);
      element?.focus({ preventScroll: true });
      element?.scrollIntoView({ block: "nearest" });
    }),
  );
}
