import { QueryClient } from "@tanstack/react-query";
import { ApiFailure } from "./client.ts";

// Answers are kept half a minute at most; what other people change is told by events (live.ts) and asked for again.
export const queries = new QueryClient({
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
