import { useMemo, useRef, useState } from "react";
import { choose, useChoice } from "../address/address";
import { type Mark, Readout, useCursor } from "../marks/cursor";
import { dots, ticks } from "../marks/paths";
import { useWidth } from "../marks/size";
import { placeLabels, timeTicks } from "../marks/time_ticks";
import { memberLabel, memberName } from "../members/names";
import { sayObject } from "../occasions/object_words";
import type { Occasion } from "../occasions/occasions";
import type { NetworkData } from "../report/data";
import { plain, useIsVeiled } from "../words/text";
import { type Times, useTimes } from "../words/times";
import { useViewWords, type ViewTexts } from "../words/view_words";

interface LanesProps {
  network: NetworkData;
  occasions: Occasion[];
  rows: number[];
  chosen: { occasion: number | null; member: number | null };
  onOpen: (occasion: Occasion, member: number | null) => void;
}

interface LaneMark extends Mark {
  occasion: Occasion;
  member: number;
  time: number;
  more: number; // further touches on the same spot
}

const TOP = 8;
const AXIS = 24;

// Members' lanes over time: ticks are everything that they post, dots are where they act together.
export function Lanes({ network, occasions, rows, chosen, onOpen }: LanesProps) {
  const times = useTimes();
  const words = useViewWords();
  const is_veiled = useIsVeiled();
  const { ref, width } = useWidth<HTMLDivElement>();
  const row = rows.length > 12 ? 15 : 18;
  const labels = width < 500 ? 76 : 100;
  const bottom = TOP + rows.length * row;
  const whole = useMemo(() => wholeSpan(network, occasions), [network, occasions]);
  const [from, to] = useSpan(whole);
  const x = (time: number) => labels + ((time - from) / (to - from)) * (width - labels - 8);
  const y = (lane: number) => TOP + lane * row + row / 2;
  // biome-ignore lint/correctness/useExhaustiveDependencies: x and y follow from what is listed
  const { activity, together } = useMemo(() => {
    const lane = new Map(rows.map((member, at) => [member, at]));
    const place = (member: number, time: number): Mark | null => {
      const at = lane.get(member);
      return at === undefined || time < from || time > to ? null : { x: x(time), y: y(at) };
    };
    return { activity: placeActivity(network, place), together: placeTogether(occasions, place) };
  }, [network, occasions, rows, from, to, width, labels, row]);
  const drag = useDrag((a, b) => {
    const time = (at: number) => from + ((at - labels) / (width - labels - 8)) * (to - from);
    chooseSpan(whole, Math.max(from, time(a)), Math.min(to, time(b)));
  });
  const cursor = useCursor<LaneMark>({
    marks: together,
    say: (mark) => sayMark(network, mark, times, is_veiled, words),
    open: (mark) => onOpen(mark.occasion, mark.member),
    is_drag: drag.wasDragged,
  });
  if (network.activity.time.length === 0 && occasions.length === 0) {
    return <p className="none">{words.lanes.none}</p>;
  }
  const chosen_row = chosen.member === null ? -1 : rows.indexOf(chosen.member);
  const opened = occasions.find((occasion) => occasion.object === chosen.occasion);
  const ticked = timeTicks(from, to, Math.max(2, Math.floor((width - labels) / 84)), times);
  const axis = placeLabels(ticked, x, width);
  return (
    <figure className="lanes">
      <SpanTools whole={whole} from={from} to={to} />
      <div ref={ref}>
        <svg
          {...cursor.picture}
          {...drag.handlers}
          width={width}
          height={bottom + AXIS}
          aria-label={words.lanes.label(rows.length, times.moment(from), times.moment(to), together.length)}
        >
          {axis.map((tick) => (
            <g key={tick.time}>
              <path className="grid-line" d={`M${x(tick.time)} ${TOP}V${bottom}`} />
              <text
                x={x(tick.time)}
                y={bottom + 15}
                textAnchor={tick.anchor}
                className={tick.strong ? "strong" : undefined}
              >
                {tick.label}
              </text>
            </g>
          ))}
          <path className="row-line" d={rows.map((_, at) => `M${labels} ${y(at)}H${width - 8}`).join("")} />
          {chosen_row >= 0 && <path className="row-line chosen" d={`M${labels} ${y(chosen_row)}H${width - 8}`} />}
          {rows.map((member, at) => (
            <text key={member} x="0" y={y(at) + 4} className={at === chosen_row ? "strong" : undefined}>
              {memberLabel(network.members, member, width < 500 ? 9 : 12)}
            </text>
          ))}
          <path className="activity-ticks" d={ticks(activity, 7)} />
          {opened && opened.start >= from && opened.start <= to && (
            <path className="opened-line" d={`M${x(opened.start)} ${TOP}V${bottom}`} />
          )}
          <path className="touch-dots small" d={dots(together)} />
          {drag.span && (
            <rect
              className="dragged"
              x={drag.span[0]}
              y={TOP}
              width={drag.span[1] - drag.span[0]}
              height={bottom - TOP}
            />
          )}
          {cursor.current && <circle className="cursor" cx={cursor.current.x} cy={cursor.current.y} r="7" />}
        </svg>
      </div>
      <Readout id={cursor.readout} said={cursor.said} hint={words.lanes.hint} />
    </figure>
  );
}

function wholeSpan(network: NetworkData, occasions: Occasion[]): [number, number] {
  let [first, last] = [network.first_time, network.last_time];
  for (const time of network.activity.time) [first, last] = [Math.min(first, time), Math.max(last, time)];
  for (const { touches } of occasions) {
    if (touches.length === 0) continue;
    [first, last] = [Math.min(first, touches[0].time), Math.max(last, touches[touches.length - 1].time)];
  }
  const room = Math.max(1, (last - first) * 0.01);
  return [first - room, last + room];
}

function useSpan(whole: [number, number]): [number, number] {
  const [from] = useChoice("lanes.from");
  const [to] = useChoice("lanes.to");
  const [a, b] = [Number(from ?? Number.NaN), Number(to ?? Number.NaN)];
  return a >= whole[0] - 1 && b <= whole[1] + 1 && b - a >= 1 ? [a, b] : whole;
}

function chooseSpan(whole: [number, number], from: number, to: number): void {
  const middle = (from + to) / 2;
  const half = Math.max(5, (to - from) / 2);
  const [a, b] = [Math.max(whole[0], middle - half), Math.min(whole[1], middle + half)];
  const all = b - a >= 0.999 * (whole[1] - whole[0]);
  choose({ "lanes.from": all ? null : a.toFixed(0), "lanes.to": all ? null : b.toFixed(0) }, "adjust");
}

function SpanTools({ whole, from, to }: { whole: [number, number]; from: number; to: number }) {
  const times = useTimes();
  const words = useViewWords().span;
  const all = from === whole[0] && to === whole[1];
  const length = to - from;
  const move = (by: number) => {
    const start = Math.min(Math.max(whole[0], from + by * length), whole[1] - length);
    chooseSpan(whole, start, start + length);
  };
  return (
    <div className="tools">
      <span className="buttons">
        <button type="button" className="quiet" onClick={() => chooseSpan(whole, from + length / 4, to - length / 4)}>
          {words.closer}
        </button>
        <button
          type="button"
          className="quiet"
          disabled={all}
          onClick={() => chooseSpan(whole, from - length / 2, to + length / 2)}
        >
          {words.wider}
        </button>
        <button type="button" className="quiet" disabled={from <= whole[0]} onClick={() => move(-0.5)}>
          {words.earlier}
        </button>
        <button type="button" className="quiet" disabled={to >= whole[1]} onClick={() => move(0.5)}>
          {words.later}
        </button>
        <button type="button" className="quiet" disabled={all} onClick={() => chooseSpan(whole, ...whole)}>
          {words.all}
        </button>
      </span>
      <span className="soft">
        {times.moment(from)} – {times.moment(to)}, {times.zone}
      </span>
    </div>
  );
}

// Ticks on one pixel are one tick.
function placeActivity(network: NetworkData, place: (member: number, time: number) => Mark | null): Mark[] {
  const taken = new Set<number>();
  const marks: Mark[] = [];
  network.activity.time.forEach((time, at) => {
    const mark = place(network.activity.member[at], time);
    if (!mark) return;
    const spot = Math.round(mark.x) + 16384 * mark.y;
    if (!taken.has(spot)) marks.push(mark);
    taken.add(spot);
  });
  return marks;
}

function placeTogether(occasions: Occasion[], place: (member: number, time: number) => Mark | null): LaneMark[] {
  const taken = new Map<number, LaneMark>();
  for (const occasion of occasions) {
    for (const { member, time, together } of occasion.touches) {
      const mark = together ? place(member, time) : null;
      if (!mark) continue;
      const spot = Math.round(mark.x) + 16384 * mark.y;
      const there = taken.get(spot);
      if (there) ++there.more;
      else taken.set(spot, { ...mark, occasion, member, time, more: 0 });
    }
  }
  return [...taken.values()];
}

function sayMark(network: NetworkData, mark: LaneMark, times: Times, is_veiled: boolean, words: ViewTexts): string {
  const who = plain(memberName(network.members, mark.member), 40);
  const what = sayObject(network, mark.occasion, is_veiled ? words.veiled_object : null);
  return words.lanes.mark(who, times.moment(mark.time), mark.occasion.together - 1, what, mark.more);
}

const inOrder = (a: number, b: number): [number, number] => [Math.min(a, b), Math.max(a, b)];

function useDrag(onDragged: (from: number, to: number) => void) {
  const [span, setSpan] = useState<[number, number] | null>(null);
  const start = useRef<number | null>(null);
  const dragged = useRef(false);
  const at = (event: React.PointerEvent) => event.clientX - event.currentTarget.getBoundingClientRect().left;
  return {
    span,
    wasDragged: () => dragged.current,
    handlers: {
      onPointerDown: (event: React.PointerEvent) => {
        dragged.current = false;
        start.current = event.button === 0 && event.pointerType !== "touch" ? at(event) : null;
      },
      onPointerMoveCapture: (event: React.PointerEvent) => {
        if (start.current === null || event.buttons !== 1) return;
        const now = at(event);
        if (Math.abs(now - start.current) < 6) return;
        dragged.current = true;
        setSpan(inOrder(start.current, now));
      },
      // By where the pointer is now: what it drew last may not be on the page yet.
      onPointerUp: (event: React.PointerEvent) => {
        if (start.current !== null && dragged.current) onDragged(...inOrder(start.current, at(event)));
        setSpan(null);
        start.current = null;
      },
    },
  };
}
