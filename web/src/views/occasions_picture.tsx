import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { type Mark, Readout, useCursor } from "../marks/cursor";
import { dots, round, ticks } from "../marks/paths";
import { useWidth } from "../marks/size";
import { memberLabel, memberName } from "../members/names";
import { sayObject } from "../occasions/object_words";
import type { Occasion, Touch } from "../occasions/occasions";
import type { NetworkData } from "../report/data";
import { duration } from "../words/numbers";
import { plain, useIsVeiled } from "../words/text";
import { type Times, useTimes } from "../words/times";
import { useViewWords, type ViewTexts } from "../words/view_words";

// Occasions side by side: one column an occasion, aligned at its first touch; one row an account; seconds across. Whoever
// acts in concert fills columns from left to right again and again. This is the picture that convinces, or does not.

interface OccasionsPictureProps {
  network: NetworkData;
  occasions: Occasion[];
  rows: number[]; // members, from the top
  across_seconds: number; // what a column's width stands for
  beside: number; // there is room for so many columns at least
  chosen: { occasion: number | null; member: number | null }; // occasion: position in network.objects
  onOpen: (occasion: Occasion, member: number | null) => void;
}

const NARROWEST = 73;
const WIDEST = 200;
const GAP = 12;
const INSET = 6; // dots at 0 s stand inside the column
const HEAD = 50;
const OTHERS = 15;

interface Scale {
  width: number; // of a column
  across_seconds: number; // what it stands for
  row: number; // height of a row
}

interface TouchMark extends Mark {
  occasion: Occasion;
  touch: Touch;
}

export function OccasionsPicture(props: OccasionsPictureProps) {
  const { network, occasions, rows, across_seconds, beside, chosen, onOpen } = props;
  const times = useTimes();
  const words = useViewWords();
  const is_veiled = useIsVeiled();
  const scroller = useRef<HTMLDivElement>(null);
  const { ref, width: room } = useWidth<HTMLElement>(1120);
  const row = rows.length > 12 ? 15 : rows.length > 6 ? 18 : 22;
  const labels = Math.min(
    96,
    10 + 6.6 * Math.max(6, ...rows.map((member) => memberLabel(network.members, member).length)),
  );
  const width = Math.floor(
    Math.min(WIDEST, Math.max(NARROWEST, (room - labels) / Math.max(beside, occasions.length) - GAP)),
  );
  const scale = useMemo(() => ({ width, across_seconds, row }), [width, across_seconds, row]);
  const step = width + GAP;
  const bottom = HEAD + rows.length * row + 6;
  const height = bottom + OTHERS + 20;
  const [inView, onScroll] = useColumnsInView(scroller, occasions.length, step);

  const marks = useMemo(
    () => occasions.flatMap((occasion, column) => placeTouches(occasion, column, rows, scale)),
    [occasions, rows, scale],
  );
  const reveal = useCallback(
    (mark: Mark) => {
      const element = scroller.current;
      if (!element) return;
      const room = element.clientWidth - labels - step;
      if (mark.x < element.scrollLeft + 20) element.scrollLeft = mark.x - 40;
      else if (mark.x > element.scrollLeft + room) element.scrollLeft = mark.x - room;
    },
    [labels, step],
  );
  // An occasion that was opened elsewhere, or by the address, is brought into sight.
  useEffect(() => {
    const column = occasions.findIndex((occasion) => occasion.object === chosen.occasion);
    if (column >= 0) reveal({ x: column * step + width / 2, y: 0 });
  }, [chosen.occasion, occasions, step, width, reveal]);
  const cursor = useCursor<TouchMark>({
    marks,
    say: (mark) => sayTouch(network, mark, times, is_veiled, words),
    open: (mark) => onOpen(mark.occasion, mark.touch.member),
    miss: (x) => {
      const column = Math.floor(x / step);
      if (x - column * step <= width && occasions[column]) onOpen(occasions[column], null);
    },
    reveal,
  });
  const [first, last] = inView;
  return (
    <figure className="occasions" ref={ref}>
      <div className="scroller" ref={scroller} onScroll={onScroll} tabIndex={-1}>
        <svg className="row-labels" width={labels} height={height} aria-hidden="true">
          <rect className="under" width={labels} height={height} />
          {rows.map((member, at) => (
            <text
              key={member}
              x="0"
              y={HEAD + at * row + row / 2 + 4}
              className={member === chosen.member ? "strong" : undefined}
            >
              {memberLabel(network.members, member)}
            </text>
          ))}
          <text x="0" y={bottom + OTHERS / 2 + 4} className="others-label">
            {words.occasions.others}
          </text>
        </svg>
        <svg
          {...cursor.picture}
          width={Math.max(step, occasions.length * step)}
          height={height}
          aria-label={words.occasions.label(occasions.length, rows.length, duration(across_seconds))}
        >
          {occasions.slice(first, last).map((occasion, at) => (
            <OccasionColumn
              key={occasion.object}
              occasion={occasion}
              x={(first + at) * step}
              rows={rows}
              scale={scale}
              bottom={bottom}
              chosen_occasion={occasion.object === chosen.occasion}
              chosen_member={chosen.member}
            />
          ))}
          {cursor.current && <circle className="cursor" cx={cursor.current.x} cy={cursor.current.y} r="7" />}
        </svg>
      </div>
      <Readout id={cursor.readout} said={cursor.said} hint={words.occasions.hint} />
    </figure>
  );
}

function useColumnsInView(scroller: React.RefObject<HTMLDivElement | null>, columns: number, step: number) {
  const [left, setLeft] = useState(0);
  const width = scroller.current?.clientWidth ?? 1400;
  const first = Math.max(0, Math.floor(left / step) - 4);
  const last = Math.min(columns, Math.ceil((left + width) / step) + 8);
  const onScroll = () => {
    const now = scroller.current?.scrollLeft ?? 0;
    if (Math.abs(now - left) > step) setLeft(now);
  };
  return [[first, last], onScroll] as const;
}

interface OccasionColumnProps {
  occasion: Occasion;
  x: number;
  rows: number[];
  scale: Scale;
  bottom: number;
  chosen_occasion: boolean;
  chosen_member: number | null;
}

function OccasionColumn(props: OccasionColumnProps) {
  const { occasion, x, rows, scale, bottom, chosen_member } = props;
  const { width, across_seconds, row } = scale;
  const chosen_row = chosen_member === null ? -1 : rows.indexOf(chosen_member);
  const times = useTimes();
  const words = useViewWords().occasions;
  const marks = placeTouches(occasion, 0, rows, scale);
  const inside = marks.filter(({ touch }) => touch.after >= 0 && touch.after <= across_seconds);
  const alone = inside.filter(({ touch }) => !touch.together);
  const beyond = marks.filter(({ touch }) => touch.after < 0 || touch.after > across_seconds);
  const others = occasion.others
    .filter((after) => after >= 0 && after <= across_seconds)
    .map((after) => ({ x: position(after, scale), y: bottom + OTHERS / 2 }));
  return (
    <g transform={`translate(${x} 0)`}>
      <text y="12" className="strong">
        {times.shortDay(occasion.start)}
      </text>
      <text y="26">{times.minute(occasion.start)}</text>
      <text y="40" className="seen-text">
        {words.together(occasion.together)}
      </text>
      <rect
        className={props.chosen_occasion ? "panel chosen" : "panel"}
        y={HEAD - 3}
        width={width}
        height={bottom - HEAD + OTHERS + 3}
      />
      {occasion.judged && <path className="judged-mark" d={`M0 ${HEAD - 4.5}h${width}`} />}
      <path className="row-line" d={rowLines(rows.length, scale)} />
      {chosen_row >= 0 && (
        <path className="row-line chosen" d={`M1 ${HEAD + chosen_row * row + row / 2}h${width - 2}`} />
      )}
      <path className="row-line" d={`M1 ${bottom}h${width - 2}`} />
      <path className="other-ticks" d={ticks(others, 7)} />
      <path className="touch-dots" d={dots(inside)} />
      <path className="touch-hollow" d={dots(alone)} />
      <path className="touch-beyond" d={beyond.map(chevron).join("")} />
      <text x={INSET - 3} y={bottom + OTHERS + 14}>
        0
      </text>
      {width > 130 && (
        <text x={width / 2} y={bottom + OTHERS + 14} textAnchor="middle">
          {duration(across_seconds / 2)}
        </text>
      )}
      <text x={width} y={bottom + OTHERS + 14} textAnchor="end">
        {duration(across_seconds)}
      </text>
    </g>
  );
}

function rowLines(rows: number, { width, row }: Scale): string {
  return Array.from({ length: rows }, (_, at) => `M1 ${HEAD + at * row + row / 2}h${width - 2}`).join("");
}

function position(after: number, { width, across_seconds }: Scale): number {
  return INSET + (after / across_seconds) * (width - 2 * INSET);
}

// What lies before or after the column's span stands at its edge.
function placeTouches(occasion: Occasion, column: number, rows: number[], scale: Scale): TouchMark[] {
  const { width, across_seconds, row } = scale;
  const lane = new Map(rows.map((member, at) => [member, at]));
  return occasion.touches.flatMap((touch) => {
    const at = lane.get(touch.member);
    if (at === undefined) return [];
    const inside = Math.min(Math.max(touch.after, 0), across_seconds);
    const edge = touch.after < 0 ? -3 : touch.after > across_seconds ? 3 : 0;
    const x = column * (width + GAP) + position(inside, scale) + edge;
    return [{ x, y: HEAD + at * row + row / 2, occasion, touch }];
  });
}

function chevron({ x, y, touch }: TouchMark): string {
  const way = touch.after < 0 ? -1 : 1;
  return `M${round(x - 2 * way)} ${y - 3}l${3 * way} 3l${-3 * way} 3`;
}

function sayTouch(
  network: NetworkData,
  { occasion, touch }: TouchMark,
  times: Times,
  is_veiled: boolean,
  words: ViewTexts,
): string {
  const who = plain(memberName(network.members, touch.member), 40);
  const what = sayObject(network, occasion, is_veiled ? words.veiled_object : null);
  const when =
    touch.after === 0
      ? words.touch.first
      : touch.after < 0
        ? words.touch.before(duration(-touch.after))
        : words.touch.after(duration(touch.after));
  const alone = touch.together ? "" : `, ${words.touch.alone}`;
  const part = occasion.judged ? words.touch.judged : words.touch.not_judged;
  return `${who}, ${times.moment(touch.time)}, ${when}${alone}; ${part}: ${what}`;
}

// As wide as the window, or as the narrowest multiple of it that shows nine in ten bursts whole; narrower on request.
export function acrossChoices(occasions: Occasion[]): { choices: number[]; usual: number } {
  const window_seconds = Math.max(1, ...occasions.map((occasion) => occasion.window_seconds));
  const wider = [1, 2, 5, 10, 60].map((times) => times * window_seconds);
  const narrower = [1 / 12, 1 / 4].map((part) => Math.round(part * window_seconds)).filter((across) => across >= 1);
  const held = (across: number) => occasions.filter((occasion) => occasion.burst_seconds <= across).length;
  const usual = wider.find((across) => held(across) >= 0.9 * occasions.length) ?? wider[wider.length - 1];
  return { choices: [...narrower, ...wider], usual };
}
