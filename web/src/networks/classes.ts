import type { NetworkClass, NetworkData } from "../report/data";
import { duration } from "../words/numbers";
import { tell } from "./say_delays";

export const CLASS_NAMES: Record<NetworkClass, string> = {
  synchronised: "synchronised",
  closed_ring: "closed ring",
  close_circle: "close circle",
  declared_automation: "declared automation",
};

// What a class means, in words that accuse nobody: the posts say what was done, never why.
export function sayClass(network: Pick<NetworkData, "class" | "regime" | "objects" | "ratio" | "delays">): string {
  const far = "these accounts came together far more often than independent accounts would";
  switch (network.class) {
    case "synchronised":
      return `Nominated for review: ${far}${sayDelaysOf(network.regime)}. ${saySources(network.objects)} Why they did so is not in the data.`;
    case "closed_ring":
      return `Shown, not nominated: ${far}, but one source carries most of it. People who are told whenever that source posts would leave the same traces.`;
    case "close_circle":
      if (!isFarBeyondChance(network))
        return "Shown, not nominated: these accounts met more often than independent accounts would, but not so far beyond chance that it could stand.";
      if (tell(network.delays) === "neither")
        return "Shown, not nominated: these accounts came together beyond chance, and their delays do not tell a plan from friends or colleagues who react to each other.";
      return "Shown, not nominated: these accounts depend on each other, as friends or colleagues do who see each other's posts and react.";
    case "declared_automation":
      return "Shown, not nominated: these accounts post at regular times from many feeds, and say so themselves. What is declared needs no review.";
  }
}

// As the engine asks for a nomination: twice chance at least.
function isFarBeyondChance({ ratio }: Pick<NetworkData, "ratio">): boolean {
  return ratio === null || ratio >= 2;
}

function sayDelaysOf(regime: NetworkData["regime"]): string {
  return regime === "timing" ? ", and not one after the other as people do who react" : "";
}

// Where most sources are not known, nothing can be said of them.
function saySources({ source }: NetworkData["objects"]): string {
  const known = source.filter((each) => each !== null).length;
  return 2 * known > source.length
    ? "More than one source carries it."
    : "Whether one source carries it cannot be told here, since few sources are known.";
}

export function isNominated(network: Pick<NetworkData, "class">): boolean {
  return network.class === "synchronised";
}

export function sayRegime({ regime, window_seconds }: NetworkData): string {
  return regime === "timing"
    ? `Carried by timing: posts within ${duration(window_seconds)} of each other, held against everybody else who shared the same things.`
    : `Carried by company: the same accounts within ${duration(window_seconds)} of each other, again and again, where sources are not known or times are coarse.`;
}
