import { useInfiniteQuery, useMutation, useQuery } from "@tanstack/react-query";
import { api, ask } from "../api/client";
import { queries } from "../api/queries";
import type { Filters } from "./filters";

export function useQueue(filters: Filters) {
  return useInfiniteQuery({
    queryKey: ["cases", filters],
    queryFn: ({ pageParam }) =>
      ask(
        api.GET("/api/cases", {
          params: { query: { ...filters, limit: 50, ...(pageParam ? { cursor: pageParam } : {}) } },
        }),
      ),
    initialPageParam: "",
    getNextPageParam: (last) => last.next_cursor,
    select: ({ pages }) => ({ cases: pages.flatMap((page) => page.cases), total: pages.at(-1)?.total ?? 0 }),
  });
}

// The first open case of a queue that nobody has claimed, also beyond what was loaded of it.
export function useNextFree(filters: Filters) {
  return useMutation({
    mutationFn: async () => {
      if (filters.state !== undefined && filters.state !== "open" && filters.state !== "waiting") return undefined;
      const query = { ...filters, state: "open", claimed: "free", limit: 1 } as const;
      return (await ask(api.GET("/api/cases", { params: { query } }))).cases.at(0);
    },
  });
}

// Claimed, so that two people do not collide; whoever is second is told by whom.
export function useClaim() {
  return useMutation({
    mutationFn: ({ case_id, claim }: { case_id: number; claim: boolean }) => {
      const params = { params: { path: { case_id } } };
      return ask(
        claim ? api.POST("/api/cases/{case_id}/claim", params) : api.DELETE("/api/cases/{case_id}/claim", params),
      );
    },
    onSettled: (_row, _failure, { case_id }) => {
      queries.invalidateQueries({ queryKey: ["cases"] });
      queries.invalidateQueries({ queryKey: ["case", case_id] });
    },
  });
}

export function useAccounts(q: string) {
  return useQuery({
    queryKey: ["accounts", q],
    queryFn: () => ask(api.GET("/api/accounts", { params: { query: { q } } })),
    enabled: q !== "",
  });
}
