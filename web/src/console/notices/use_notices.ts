import { useInfiniteQuery, useMutation, useQuery } from "@tanstack/react-query";
import { api, ask } from "../api/client";
import { queries } from "../api/queries";
import type { Notice, NoticeTemplate } from "../api/types";

export function useNotices(state?: Notice["state"]) {
  return useInfiniteQuery({
    queryKey: ["notices", state ?? "all"],
    queryFn: ({ pageParam }) =>
      ask(
        api.GET("/api/notices", {
          params: { query: { limit: 50, ...(state ? { state } : {}), ...(pageParam ? { cursor: pageParam } : {}) } },
        }),
      ),
    initialPageParam: "",
    getNextPageParam: (last) => last.next_cursor,
    select: ({ pages }) => pages.flatMap((page) => page.notices),
  });
}

export function useNotice(notice_id: number) {
  return useQuery({
    queryKey: ["notices", notice_id],
    queryFn: () => ask(api.GET("/api/notices/{notice_id}", { params: { path: { notice_id } } })),
  });
}

export function useTemplates() {
  return useQuery({ queryKey: ["templates"], queryFn: () => ask(api.GET("/api/notice-templates")) });
}

export function useSetTemplate() {
  return useMutation({
    // Whoever writes says what they saw, so that no colleague's text is lost unread.
    mutationFn: ({ etag, ...body }: NoticeTemplate) => {
      const header: Record<string, string> = etag === "" ? { "If-None-Match": "*" } : { "If-Match": etag };
      return ask(api.PUT("/api/notice-templates", { params: { header }, body }));
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ["templates"] }),
  });
}
