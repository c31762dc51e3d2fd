import { useMutation, useQuery } from "@tanstack/react-query";
import { api, ask } from "../api/client";
import { queries } from "../api/queries";
import type { Role } from "../api/types";

export function usePeople() {
  return useQuery({ queryKey: ["people"], queryFn: () => ask(api.GET("/api/people")) });
}

const anew = () => queries.invalidateQueries({ queryKey: ["people"] });

export function useAddPerson() {
  return useMutation({
    mutationFn: (body: { handle: string; name: string; roles: Role[] }) => ask(api.POST("/api/people", { body })),
    onSuccess: anew,
  });
}

export interface PersonChange {
  person_id: number;
  etag: string; // of the person as it was seen
  roles?: Role[];
  active?: boolean;
  hand_to?: number | null;
}

export function useChangePerson() {
  return useMutation({
    mutationFn: ({ person_id, etag, ...body }: PersonChange) =>
      ask(
        api.PATCH("/api/people/{person_id}", { params: { path: { person_id }, header: { "If-Match": etag } }, body }),
      ),
    onSettled: anew,
  });
}

export function useResetPassword() {
  return useMutation({
    mutationFn: (person_id: number) =>
      ask(api.POST("/api/people/{person_id}/reset", { params: { path: { person_id } } })),
  });
}
