import { useInfiniteQuery, useMutation } from "@tanstack/react-query";
import { api, ask } from "../api/client";
import { queries } from "../api/queries";
import type { Message } from "../api/types";

export function useOutbox(state?: Message["state"]) {
  return useInfiniteQuery({
    queryKey: ["outbox", state ?? "all"],
    queryFn: ({ pageParam }) =>
      ask(
        api.GET("/api/outbox", {
          params: { query: { limit: 50, ...(state ? { state } : {}), ...(pageParam ? { cursor: pageParam } : {}) } },
        }),
      ),
    initialPageParam: "",
    getNextPageParam: (last) => last.next_cursor,
    select: ({ pages }) => ({
      messages: pages.flatMap((page) => page.messages),
      waiting: pages[0].waiting,
      dead: pages[0].dead,
    }),
  });
}

export function useRetry() {
  return useMutation({
    mutationFn: (message_id: number) =>
      ask(api.POST("/api/outbox/{message_id}/retry", { params: { path: { message_id } } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["outbox"] }),
  });
}

// What was exported has been carried out by hand, up to a message.
export function useConfirm() {
  return useMutation({
    mutationFn: (up_to: number) => ask(api.POST("/api/outbox/confirmations", { body: { up_to } })),
    onSuccess: () => {
      queries.invalidateQueries({ queryKey: ["outbox"] });
      queries.invalidateQueries({ queryKey: ["notices"] });
    },
  });
}
