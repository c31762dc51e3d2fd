import { useMutation, useQuery } from "@tanstack/react-query";
import { api, ask } from "../api/client";
import { useIntention } from "../api/intention";
import { queries } from "../api/queries";
import type { Measure } from "../api/types";

export function useReviews() {
  return useQuery({ queryKey: ["reviews"], queryFn: () => ask(api.GET("/api/reviews")) });
}

export function useGiveReview(review_id: number) {
  const intention = useIntention();
  return useMutation({
    mutationFn: (body: { measure: Measure; reasons: string }) => {
      const header = { "Idempotency-Key": intention.keyFor(body) };
      return ask(api.POST("/api/reviews/{review_id}", { params: { path: { review_id }, header }, body }));
    },
    onSuccess: () => {
      intention.done();
      queries.invalidateQueries({ queryKey: ["reviews"] });
      queries.invalidateQueries({ queryKey: ["quality"] });
    },
  });
}
