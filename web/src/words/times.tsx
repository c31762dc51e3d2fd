import { createContext, useContext, useMemo } from "react";

// Times in the zone that the reader chose. The data is UTC; a zone changes what is written, never what is computed.

export interface Times {
  zone: string;
  day(time: number): string; // 4 Mar 2021
  shortDay(time: number): string; // 4 Mar
  minute(time: number): string; // 09:14
  clock(time: number): string; // 09:14:03, with as many digits as the data has
  moment(time: number): string; // 4 Mar 2021 09:14:03
  span(first: number, last: number): string; // 4–18 Mar 2021
  offset(time: number): number; // seconds to add to UTC
}

export function makeTimes(zone: string, resolution_seconds: number, locale = "en-GB"): Times {
  const format = (options: Intl.DateTimeFormatOptions) => {
    const made = new Intl.DateTimeFormat(locale, { timeZone: zone, ...options });
    return (time: number) => made.format(time * 1000).replace("Sept", "Sep"); // as short as the other months
  };
  const digits = resolution_seconds < 1 ? Math.min(3, Math.ceil(-Math.log10(resolution_seconds))) : undefined;
  const day = format({ day: "numeric", month: "short", year: "numeric" });
  const shortDay = format({ day: "numeric", month: "short" });
  const minute = format({ hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  const clock =
    resolution_seconds >= 60
      ? minute
      : format({
          hour: "2-digit",
          minute: "2-digit",
          second: "2-digit",
          hourCycle: "h23",
          fractionalSecondDigits: digits as 1 | 2 | 3 | undefined,
        });
  const moment = (time: number) => (resolution_seconds >= 86400 ? day(time) : `${day(time)} ${clock(time)}`);
  const offset = makeOffset(zone);
  const span = (first: number, last: number) => {
    const [a, b] = [day(first).split(" "), day(last).split(" ")];
    if (a.join() === b.join()) return day(first);
    if (a[2] !== b[2]) return `${a.join(" ")} – ${b.join(" ")}`;
    return a[1] === b[1] ? `${a[0]}–${b.join(" ")}` : `${a[0]} ${a[1]} – ${b.join(" ")}`;
  };
  return { zone, day, shortDay, minute, clock, moment, span, offset };
}

function makeOffset(zone: string): (time: number) => number {
  if (zone === "UTC") return () => 0;
  const parts = new Intl.DateTimeFormat("en-US", {
    timeZone: zone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  });
  return (time) => {
    const part = Object.fromEntries(parts.formatToParts(time * 1000).map((each) => [each.type, Number(each.value)]));
    const local = Date.UTC(part.year, part.month - 1, part.day, part.hour, part.minute, part.second);
    return Math.round(local / 1000 - Math.floor(time));
  };
}

export function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat("en-GB", { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

const Context = createContext<Times>(makeTimes("UTC", 1));
export const useTimes = () => useContext(Context);

export function InZone(props: {
  zone: string;
  resolution_seconds: number;
  locale?: string;
  children: React.ReactNode;
}) {
  const { zone, resolution_seconds, locale } = props;
  const times = useMemo(() => makeTimes(zone, resolution_seconds, locale), [zone, resolution_seconds, locale]);
  return <Context value={times}>{props.children}</Context>;
}
