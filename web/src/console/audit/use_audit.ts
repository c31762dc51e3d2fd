import { useInfiniteQuery, useMutation, useQuery } from "@tanstack/react-query";
import { api, ask } from "../api/client";
import { fromBase64, isConsistent, parseCheckpoint } from "./consistency";

export interface HistoryFilters {
  person_id?: number;
  case_id?: number;
  act?: string;
}

export function useHistory(filters: HistoryFilters) {
  return useInfiniteQuery({
    queryKey: ["history", filters],
    queryFn: ({ pageParam }) =>
      ask(
        api.GET("/api/audit/history", {
          params: { query: { limit: 100, ...filters, ...(pageParam ? { cursor: pageParam } : {}) } },
        }),
      ),
    initialPageParam: "",
    getNextPageParam: (last) => last.next_cursor,
    select: ({ pages }) => ({ entries: pages.flatMap((page) => page.entries), size: pages[0].size }),
  });
}

export function useCheckpoint() {
  return useQuery({ queryKey: ["history", "checkpoint"], queryFn: () => ask(api.GET("/api/audit/checkpoint")) });
}

export function useVerify() {
  return useMutation({ mutationFn: () => ask(api.POST("/api/audit/verify")) });
}

export function useProof() {
  return useMutation({
    mutationFn: (index: number) => ask(api.GET("/api/audit/proofs/{index}", { params: { path: { index } } })),
  });
}

export type Found = { is: "consistent"; from: number; to: number } | { is: EarlierFault };
export type EarlierFault = "no_checkpoint" | "other_log" | "longer" | "rewritten" | "no_crypto";

// The proof is the server's, the check is the browser's.
export function useConsistency() {
  return useMutation({
    mutationFn: async (note: string): Promise<Found> => {
      const earlier = parseCheckpoint(note);
      if (earlier === null) return { is: "no_checkpoint" };
      if (globalThis.crypto?.subtle === undefined) return { is: "no_crypto" };
      const now = parseCheckpoint((await ask(api.GET("/api/audit/checkpoint"))).checkpoint);
      if (now === null || earlier.origin !== now.origin) return { is: "other_log" };
      if (earlier.size > now.size) return { is: "longer" };
      const query = { from: earlier.size, to: now.size };
      const { hashes } = await ask(api.GET("/api/audit/consistency", { params: { query } }));
      const proof = hashes.map(fromBase64).filter((hash) => hash !== null);
      const holds = await isConsistent(earlier, now, proof);
      return holds ? { is: "consistent", ...query } : { is: "rewritten" };
    },
  });
}

export function useAgreement() {
  return useQuery({ queryKey: ["quality", "agreement"], queryFn: () => ask(api.GET("/api/quality/agreement")) });
}

export function useReversals() {
  return useQuery({ queryKey: ["quality", "reversals"], queryFn: () => ask(api.GET("/api/quality/reversals")) });
}
