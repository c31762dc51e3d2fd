import { useMutation, useQuery } from "@tanstack/react-query";
import { api, ask } from "../api/client";
import { useIntention } from "../api/intention";
import { queries } from "../api/queries";
import { type Appeal, type AppealOutcome, MEASURES, type Measure } from "../api/types";
import { REACHES_NOBODY } from "../decision/draft";
import { usePolicies } from "../policies/use_policies";

export function useAppeals(state?: Appeal["state"]) {
  return useQuery({
    queryKey: ["appeals", state ?? "all"],
    queryFn: () => ask(api.GET("/api/appeals", { params: { query: state ? { state } : {} } })),
  });
}

export function useAppeal(appeal_id: number) {
  return useQuery({
    queryKey: ["appeal", appeal_id],
    queryFn: () => ask(api.GET("/api/appeals/{appeal_id}", { params: { path: { appeal_id } } })),
  });
}

export function useDecision(decision_id: number, enabled = true) {
  return useQuery({
    enabled,
    queryKey: ["decision", decision_id],
    queryFn: () => ask(api.GET("/api/decisions/{decision_id}", { params: { path: { decision_id } } })),
  });
}

// What a changed decision can be: a milder measure that its policy allows. No measure at all is a reversal.
export function useOtherMeasures(appeal: Appeal): Measure[] {
  const decision = useDecision(appeal.decision_id).data;
  const policy = usePolicies().data?.find(
    (each) => each.policy_id === decision?.policy_id && each.version === decision.policy_version,
  );
  return MEASURES.slice(0, MEASURES.indexOf(appeal.measure)).filter(
    (each) => !REACHES_NOBODY.includes(each) && (!policy || policy.measures.includes(each)),
  );
}

function decided(appeal: Appeal): void {
  queries.setQueryData(["appeal", appeal.appeal_id], appeal);
  queries.invalidateQueries({ queryKey: ["case", appeal.case_id] });
  for (const name of ["appeals", "notices", "outbox", "cases"]) queries.invalidateQueries({ queryKey: [name] });
}

export function useClaimAppeal() {
  return useMutation({
    mutationFn: (appeal_id: number) =>
      ask(api.POST("/api/appeals/{appeal_id}/claim", { params: { path: { appeal_id } } })),
    onSuccess: decided,
  });
}

export function useReleaseAppeal() {
  return useMutation({
    mutationFn: (appeal_id: number) =>
      ask(api.DELETE("/api/appeals/{appeal_id}/claim", { params: { path: { appeal_id } } })),
    onSuccess: decided,
  });
}

export function useDecideAppeal(appeal_id: number) {
  const intention = useIntention();
  return useMutation({
    mutationFn: (body: AppealOutcome) => {
      const header = { "Idempotency-Key": intention.keyFor(body) };
      return ask(api.POST("/api/appeals/{appeal_id}/outcome", { params: { path: { appeal_id }, header }, body }));
    },
    onSuccess: (appeal) => {
      intention.done();
      decided(appeal);
    },
  });
}

export function useEnterAppeal() {
  const intention = useIntention();
  return useMutation({
    mutationFn: (body: { notice_id: number; text: string; contact: string }) => {
      const header = { "Idempotency-Key": intention.keyFor(body) };
      return ask(api.POST("/api/appeals", { params: { header }, body }));
    },
    onSuccess: (appeal) => {
      intention.done();
      decided(appeal);
    },
  });
}

export function usePublicNotice(token: string) {
  return useQuery({
    queryKey: ["public", token],
    queryFn: () => ask(api.GET("/api/public/notices/{token}", { params: { path: { token } } })),
  });
}

export function useAppealByLink(token: string) {
  return useMutation({
    mutationFn: (body: { text: string; contact: string }) =>
      ask(api.POST("/api/public/notices/{token}/appeal", { params: { path: { token } }, body })),
    onSuccess: (notice) => queries.setQueryData(["public", token], notice),
  });
}
