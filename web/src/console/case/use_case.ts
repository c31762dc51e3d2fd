import { useMutation, useQuery } from "@tanstack/react-query";
import type { NetworkData, RunSummary, TraceSummary } from "../../report/data";
import { answered, api, ask } from "../api/client";
import { useIntention } from "../api/intention";
import { queries } from "../api/queries";
import type { CaseDetail, Decision, Member } from "../api/types";

export type SeenCase = CaseDetail & { etag: string };

// A case and the mark of the state in which it was seen: whoever changes it says which state they saw.
export function useCase(case_id: number) {
  return useQuery({
    queryKey: ["case", case_id],
    queryFn: async (): Promise<SeenCase> => {
      const { data, headers } = await answered(api.GET("/api/cases/{case_id}", { params: { path: { case_id } } }));
      return { ...data, etag: headers.get("ETag") ?? `"${data.summary.version}"` };
    },
  });
}

export interface Snapshot {
  run: RunSummary;
  traces: TraceSummary[];
  network: NetworkData;
  posts_forgotten?: boolean; // after the time that the settings say
}

// What was found, as it was found: it never changes, so it is asked for once.
export function useSnapshot(case_id: number, snapshot: number) {
  return useQuery({
    queryKey: ["snapshot", case_id, snapshot],
    queryFn: async () => {
      const path = { case_id, snapshot };
      return (await ask(
        api.GET("/api/cases/{case_id}/snapshots/{snapshot}", { params: { path } }),
      )) as unknown as Snapshot;
    },
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
  });
}

// All members, a thousand an answer.
export function useMembers(case_id: number) {
  return useQuery({
    queryKey: ["case", case_id, "members"],
    queryFn: async () => {
      const members: Member[] = [];
      let cursor: string | null = "";
      while (cursor !== null) {
        const query: { limit: number; cursor?: string } = { limit: 1000, ...(cursor ? { cursor } : {}) };
        const params = { path: { case_id }, query };
        const page = await ask(api.GET("/api/cases/{case_id}/members", { params }));
        members.push(...page.members);
        cursor = page.next_cursor;
      }
      return members;
    },
  });
}

export function useDecisions(case_id: number) {
  return useQuery<Decision[]>({
    queryKey: ["case", case_id, "decisions"],
    queryFn: () => ask(api.GET("/api/cases/{case_id}/decisions", { params: { path: { case_id } } })),
  });
}

export function useSimilar(case_id: number) {
  return useQuery({
    queryKey: ["case", case_id, "similar"],
    queryFn: () => ask(api.GET("/api/cases/{case_id}/similar", { params: { path: { case_id } } })),
  });
}

// A member is kept or taken out, with a reason; refused where somebody else has changed the case meanwhile.
export function useChangeMember(seen: SeenCase) {
  const { case_id } = seen.summary;
  const intention = useIntention();
  return useMutation({
    mutationFn: (change: { account_id: string; kept: boolean; reason: string }) => {
      const body = { changes: [change] };
      const header = { "If-Match": seen.etag, "Idempotency-Key": intention.keyFor([body, seen.etag]) };
      return ask(api.PATCH("/api/cases/{case_id}/members", { params: { path: { case_id }, header }, body }));
    },
    onSuccess: () => intention.done(),
    onSettled: () => {
      queries.invalidateQueries({ queryKey: ["case", case_id] });
      queries.invalidateQueries({ queryKey: ["cases"] });
    },
  });
}
