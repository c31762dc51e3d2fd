import { useMutation, useQuery } from "@tanstack/react-query";
import { api, ask } from "../api/client";
import { queries } from "../api/queries";
import type { Policy } from "../api/types";

export function usePolicies() {
  return useQuery({ queryKey: ["policies"], queryFn: () => ask(api.GET("/api/policies")) });
}

const anew = () => queries.invalidateQueries({ queryKey: ["policies"] });

export function useAddPolicy() {
  return useMutation({
    // `seen`: the version that the writer saw, 0 where there was none.
    mutationFn: ({ seen, ...body }: Pick<Policy, "policy_id" | "name" | "text" | "measures"> & { seen: number }) =>
      ask(api.POST("/api/policies", { params: { header: { "If-Match": `"v${seen}"` } }, body })),
    onSettled: anew,
  });
}

export function useRetirePolicy() {
  return useMutation({
    mutationFn: (policy_id: string) =>
      ask(api.DELETE("/api/policies/{policy_id}", { params: { path: { policy_id } } })),
    onSuccess: anew,
  });
}
