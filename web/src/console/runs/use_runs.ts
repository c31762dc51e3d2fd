import { useMutation, useQuery } from "@tanstack/react-query";
import { api, ask } from "../api/client";
import { useIntention } from "../api/intention";
import type { Progress } from "../api/live";
import { queries } from "../api/queries";
import type { Run } from "../api/types";

export function useRuns() {
  return useQuery({ queryKey: ["runs"], queryFn: () => ask(api.GET("/api/runs")) });
}

// Asked for every few seconds while it runs, in case an event was missed.
export function useRun(run_id: number) {
  return useQuery({
    queryKey: ["run", run_id],
    queryFn: () => ask(api.GET("/api/runs/{run_id}", { params: { path: { run_id } } })),
    refetchInterval: ({ state }) => (state.data && isGoing(state.data) ? 4000 : false),
  });
}

export const isGoing = (run: Run) => run.state === "waiting" || run.state === "running";

// The newest word of what runs, from the server's events.
export function useProgress(run_id: number): Progress | undefined {
  return useQuery<Progress>({ queryKey: ["progress", run_id], enabled: false, staleTime: Number.POSITIVE_INFINITY })
    .data;
}

function changed(run: Run): void {
  queries.setQueryData(["run", run.run_id], run);
  queries.invalidateQueries({ queryKey: ["runs"] });
}

export function useStartRun() {
  const intention = useIntention();
  return useMutation({
    mutationFn: (body: { name: string; files: string[]; options: string[] }) => {
      const header = { "Idempotency-Key": intention.keyFor(body) };
      return ask(api.POST("/api/runs", { params: { header }, body }));
    },
    onSuccess: (run) => {
      intention.done();
      changed(run);
    },
  });
}

export function useCancelRun(run_id: number) {
  return useMutation({
    mutationFn: () => ask(api.POST("/api/runs/{run_id}/cancel", { params: { path: { run_id } } })),
    onSuccess: changed,
  });
}

export function useImportRun(run_id: number) {
  const intention = useIntention();
  return useMutation({
    mutationFn: (body: { all_classes: boolean }) => {
      const header = { "Idempotency-Key": intention.keyFor(body) };
      return ask(api.POST("/api/runs/{run_id}/import", { params: { path: { run_id }, header }, body }));
    },
    onSuccess: () => {
      intention.done();
      for (const name of ["cases", "runs"]) queries.invalidateQueries({ queryKey: [name] });
      queries.invalidateQueries({ queryKey: ["run", run_id] });
    },
  });
}

export function useInspect() {
  return useMutation({
    mutationFn: (body: { files: string[]; options: string[] }) => ask(api.POST("/api/inspect", { body })),
  });
}

export function useComparison(run_id: number, other_run_id: number | null) {
  return useQuery({
    queryKey: ["comparison", run_id, other_run_id],
    queryFn: () =>
      ask(
        api.GET("/api/runs/{run_id}/compare/{other_run_id}", {
          params: { path: { run_id, other_run_id: other_run_id ?? 0 } },
        }),
      ),
    enabled: other_run_id !== null,
  });
}
