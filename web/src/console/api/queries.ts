import { MutationCache, QueryCache, QueryClient } from "@tanstack/react-query";
import { ApiFailure } from "./client.ts";

// Answers are kept half a minute at most; what other people change is told by events (live.ts) and asked for again.
export const queries: QueryClient = new QueryClient({
  queryCache: new QueryCache({ onError: noticeEnd }),
  mutationCache: new MutationCache({ onError: noticeEnd }),
  defaultOptions: {
    queries: { staleTime: 30_000, refetchOnWindowFocus: false, retry: isWorthAnother, networkMode: "always" },
    mutations: { networkMode: "always" },
  },
});

// A refusal stays one; a server that did not answer may do so the next time.
function isWorthAnother(failures: number, failure: Error): boolean {
  const is_answer = failure instanceof ApiFailure && failure.status > 0 && failure.status < 500;
  return !is_answer && failures < 2;
}

// A session that has ended is asked for again above the page, so that nothing typed is lost.
function noticeEnd(failure: Error): void {
  if (failure instanceof ApiFailure && failure.status === 401 && queries.getQueryData(["session"]))
    queries.setQueryData(["ended"], true);
}
