import { useMutation, useQuery } from "@tanstack/react-query";
import { api, ask } from "../api/client";
import { queries } from "../api/queries";

export function useNotes(case_id: number) {
  return useQuery({
    queryKey: ["case", case_id, "notes"],
    queryFn: () => ask(api.GET("/api/cases/{case_id}/notes", { params: { path: { case_id } } })),
  });
}

export function useAddNote(case_id: number) {
  return useMutation({
    mutationFn: (text: string) =>
      ask(api.POST("/api/cases/{case_id}/notes", { params: { path: { case_id } }, body: { text } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["case", case_id] }),
  });
}

export function useMentions() {
  return useQuery({ queryKey: ["mentions"], queryFn: () => ask(api.GET("/api/mentions")) });
}
