import { useMutation, useQuery } from "@tanstack/react-query";
import { answered, api } from "../api/client";
import { queries } from "../api/queries";
import type { Settings, SettingsChange } from "../api/types";

export type SeenSettings = Settings & { etag: string };

const seen = ({ data, headers }: { data: Settings; headers: Headers }): SeenSettings => ({
  ...data,
  etag: headers.get("ETag") ?? "",
});

export function useSettings() {
  return useQuery({ queryKey: ["settings"], queryFn: async () => seen(await answered(api.GET("/api/settings"))) });
}

// `etag`: of the settings as they were when somebody began to change them.
export function useChangeSettings() {
  return useMutation({
    mutationFn: async ({ etag, ...body }: SettingsChange & { etag: string }) => {
      const header = etag === "" ? {} : { "If-Match": etag };
      return seen(await answered(api.PATCH("/api/settings", { params: { header }, body })));
    },
    onSuccess: (settings) => queries.setQueryData(["settings"], settings),
    onError: () => queries.invalidateQueries({ queryKey: ["settings"] }),
  });
}
