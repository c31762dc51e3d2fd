import { keepPreviousData, useMutation, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { api, ask } from "../api/client";
import { useIntention } from "../api/intention";
import { queries } from "../api/queries";
import type { Decision, NewDecision } from "../api/types";
import type { SeenCase } from "../case/use_case";

// What a decision would do, asked anew whenever it changes; `confidence`: how sure a member must be not to be counted.
export function useEffectOf(seen: SeenCase, decision: NewDecision | null, confidence: number) {
  const { case_id, version } = seen.summary;
  const settled = useSettled(decision, 300);
  const query = useQuery({
    queryKey: ["effect", case_id, version, settled, confidence],
    queryFn: () =>
      ask(
        api.POST("/api/cases/{case_id}/preview", {
          params: { path: { case_id }, query: { confidence } },
          body: settled as NewDecision,
        }),
      ),
    enabled: settled !== null,
    placeholderData: keepPreviousData,
    retry: false,
  });
  const is_current = settled === decision && query.isSuccess && !query.isPlaceholderData;
  return { query, is_current };
}

function useSettled<T>(value: T, milliseconds: number): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), milliseconds);
    return () => clearTimeout(timer);
  }, [value, milliseconds]);
  return settled;
}

function decided(case_id: number): void {
  queries.invalidateQueries({ queryKey: ["case", case_id] });
  for (const name of ["cases", "notices", "outbox", "reviews"]) queries.invalidateQueries({ queryKey: [name] });
}

export function useDecide(seen: SeenCase) {
  const { case_id } = seen.summary;
  const intention = useIntention();
  return useMutation({
    mutationFn: (body: NewDecision) => {
      const header = { "If-Match": seen.etag, "Idempotency-Key": intention.keyFor([body, seen.etag]) };
      return ask(api.POST("/api/cases/{case_id}/decisions", { params: { path: { case_id }, header }, body }));
    },
    onSuccess: () => intention.done(),
    onSettled: () => decided(case_id),
  });
}

export function useOpinion({ decision_id, case_id }: Decision) {
  const intention = useIntention();
  return useMutation({
    mutationFn: (body: { agrees: boolean; reasons: string }) => {
      const header = { "Idempotency-Key": intention.keyFor(body) };
      return ask(
        api.POST("/api/decisions/{decision_id}/opinions", { params: { path: { decision_id }, header }, body }),
      );
    },
    onSuccess: () => intention.done(),
    onSettled: () => decided(case_id),
  });
}

export function useNoticePreview(case_id: number) {
  return useMutation({
    mutationFn: (body: { decision: NewDecision; account_id: string; language: string }) =>
      ask(api.POST("/api/cases/{case_id}/notice-preview", { params: { path: { case_id } }, body })),
  });
}
