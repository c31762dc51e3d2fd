import { useInfiniteQuery, useMutation, useQuery } from "@tanstack/react-query";
import { api, ask } from "../api/client";

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

export function useAgreement() {
  return useQuery({ queryKey: ["quality", "agreement"], queryFn: () => ask(api.GET("/api/quality/agreement")) });
}

export function useReversals() {
  return useQuery({ queryKey: ["quality", "reversals"], queryFn: () => ask(api.GET("/api/quality/reversals")) });
}
