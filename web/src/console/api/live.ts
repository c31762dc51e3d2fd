import { useEffect, useState } from "react";
import { queries } from "./queries.ts";

// What others do and how runs go on, told by the server as it happens. After a break everything shown is asked for anew.
export interface Changed {
  act: string;
  case_id?: number | null;
  run_id?: number | null;
}

export interface Progress {
  run_id: number;
  stage: string;
  progress: number;
  line: string;
}

const AGAIN = 5000; // milliseconds, where the browser itself has given up

export function useLive(is_over: boolean): "live" | "broken" {
  const [state, setState] = useState<"live" | "broken">("live");
  useEffect(() => {
    if (is_over) return;
    let source = new EventSource("/api/events");
    let timer: ReturnType<typeof setTimeout> | undefined;
    let was_broken = false;
    const listen = () => {
      source.onopen = () => {
        setState("live");
        if (was_broken) queries.invalidateQueries();
        was_broken = false;
      };
      source.onerror = () => {
        was_broken = true;
        setState("broken");
        if (source.readyState !== EventSource.CLOSED) return;
        timer = setTimeout(() => {
          source = new EventSource("/api/events");
          listen();
        }, AGAIN);
      };
      source.addEventListener("changed", (event) => forget(JSON.parse(event.data)));
      source.addEventListener("progress", (event) => {
        const progress: Progress = JSON.parse(event.data);
        queries.setQueryData(["progress", progress.run_id], progress);
      });
    };
    listen();
    return () => {
      clearTimeout(timer);
      source.close();
    };
  }, [is_over]);
  return state;
}

// What an act may have changed, by the first word of its name; the rest stays. Of a case only that it changed is told.
const TOUCHED: Record<string, string[]> = {
  case: ["cases", "accounts", "decision", "mentions", "reviews", "quality", "appeals", "appeal", "notices", "outbox"],
  notice: ["notices", "templates"],
  template: ["templates"],
  message: ["outbox", "notices"],
  messages: ["outbox", "notices"],
  review: ["reviews", "quality"],
  run: ["runs", "cases"],
  policy: ["policies"],
  person: ["people"],
  settings: ["settings"],
  token: [],
  session: [],
};

export function forget({ act, case_id, run_id }: Changed): void {
  const touched = TOUCHED[act.split(/[._]/)[0]] ?? Object.values(TOUCHED).flat();
  for (const name of new Set([...touched, "history"])) queries.invalidateQueries({ queryKey: [name] });
  if (case_id) queries.invalidateQueries({ queryKey: ["case", case_id] });
  if (run_id) queries.invalidateQueries({ queryKey: ["run", run_id] });
}
