import { useInfiniteQuery } from "@tanstack/react-query";
import { api, ask } from "../api/client";
import { HistoryList } from "../audit/history_list";
import { Asked, None } from "../frame/states";
import { useWords } from "../words/words";

// Who did what to this case and why; nothing here can be changed without it showing.
export function HistoryTab({ case_id }: { case_id: number }) {
  const words = useWords().history;
  const history = useInfiniteQuery({
    queryKey: ["case", case_id, "history"],
    queryFn: ({ pageParam }) => {
      const params = { path: { case_id }, query: { limit: 100, ...(pageParam ? { cursor: pageParam } : {}) } };
      return ask(api.GET("/api/cases/{case_id}/history", { params }));
    },
    initialPageParam: "",
    getNextPageParam: (last) => last.next_cursor,
    select: ({ pages }) => pages.flatMap((page) => page.entries),
  });
  return (
    <Asked query={history}>
      {(entries) => (
        <>
          {entries.length === 0 ? <None>{words.none}</None> : <HistoryList entries={entries} />}
          {history.hasNextPage && (
            <button type="button" className="quiet" onClick={() => history.fetchNextPage()}>
              {words.more}
            </button>
          )}
        </>
      )}
    </Asked>
  );
}
