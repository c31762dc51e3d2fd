import { useSyncExternalStore } from "react";
import { useTimes } from "../../words/times";
import { useWords } from "../words/words";

// Times as people need them: the moment itself, and how far it is.
export function Moment({ at }: { at: number }) {
  const times = useTimes();
  return <time dateTime={new Date(at * 1000).toISOString()}>{times.moment(at)}</time>;
}

export function Day({ at }: { at: number }) {
  const times = useTimes();
  return <time dateTime={new Date(at * 1000).toISOString()}>{times.day(at)}</time>;
}

// "in 3 days", "2 days late": what is late is said in words, not by colour alone.
export function Due({ at }: { at: number | null }) {
  const words = useWords();
  const now = useNow();
  if (at === null) return <span className="soft">{words.moments.no_deadline}</span>;
  const days = (at - now) / 86400;
  if (days < 0) return <span className="late">{words.moments.late(Math.ceil(-days))}</span>;
  if (days < 1) return <span className="late">{words.moments.today(Math.max(1, Math.floor(days * 24)))}</span>;
  return <span>{words.moments.days_left(Math.floor(days))}</span>;
}

export function Ago({ at }: { at: number }) {
  const words = useWords();
  const seconds = Math.max(0, useNow() - at);
  if (seconds < 3600) return <span>{words.moments.minutes_ago(Math.floor(seconds / 60))}</span>;
  if (seconds < 86400) return <span>{words.moments.hours_ago(Math.floor(seconds / 3600))}</span>;
  return <span>{words.moments.days_ago(Math.floor(seconds / 86400))}</span>;
}

let now = Math.floor(Date.now() / 1000);
export function useNow(): number {
  return useSyncExternalStore(tick, () => now);
}
function tick(tell: () => void): () => void {
  const timer = setInterval(() => {
    now = Math.floor(Date.now() / 1000);
    tell();
  }, 60_000);
  return () => clearInterval(timer);
}
