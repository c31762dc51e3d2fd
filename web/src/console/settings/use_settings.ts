import { useMutation, useQuery } from "@tanstack/react-query";
import { api, ask } from "../api/client";
import { queries } from "../api/queries";
import type { SettingsChange } from "../api/types";

export function useSettings() {
  return useQuery({ queryKey: ["settings"], queryFn: () => ask(api.GET("/api/settings")) });
}

export function useChangeSettings() {
  return useMutation({
    mutationFn: (body: SettingsChange) => ask(api.PATCH("/api/settings", { body })),
    onSuccess: (settings) => queries.setQueryData(["settings"], settings),
  });
}
