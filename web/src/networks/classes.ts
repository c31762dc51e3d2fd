import type { NetworkClass, NetworkData } from "../report/data";

// What a class is called and what it means, in words that accuse nobody. The posts say what was done, never why.
interface ClassWords {
  label: string;
  meaning: string;
}

export const CLASSES: Record<NetworkClass, ClassWords> = {
  synchronised: {
    label: "synchronised",
    meaning:
      "Nominated for review: these accounts came together far more often than independent accounts would, more than one source carries it, and they did not come one after the other as people do who react. Why they did so is not in the data.",
  },
  closed_ring: {
    label: "closed ring",
    meaning:
      "Shown, not nominated: these accounts came together far more often than independent accounts would, but one source carries it all. People who are told whenever that source posts would leave the same traces.",
  },
  close_circle: {
    label: "close circle",
    meaning:
      "Shown, not nominated: these accounts depend on each other, but as friends or colleagues do who see each other's posts and react. Nothing here goes beyond that.",
  },
  declared_automation: {
    label: "declared automation",
    meaning:
      "Shown, not nominated: these accounts post at regular times from many feeds, and say so themselves. What is declared needs no review.",
  },
};

export function isNominated(network: Pick<NetworkData, "class">): boolean {
  return network.class === "synchronised";
}

export function sayRegime({ regime, window_seconds }: NetworkData, duration: (seconds: number) => string): string {
  return regime === "timing"
    ? `Carried by timing: posts within ${duration(window_seconds)} of each other, held against everybody else at the same sources.`
    : `Carried by company: the same accounts within ${duration(window_seconds)} of each other, again and again, where sources are not known or times are coarse.`;
}
