import { useMemo } from "react";
import { useChoice } from "../address/address";
import { useNarrow } from "../marks/narrow";
import { isMixed, type Occasion } from "../occasions/occasions";
import type { NetworkData } from "../report/data";
import { usePrinting } from "../scheme/printing";
import { duration } from "../words/numbers";
import { useViewWords } from "../words/view_words";
import { acrossChoices, OccasionsPicture } from "./occasions_picture";

interface OccasionsViewProps {
  network: NetworkData;
  occasions: Occasion[];
  rows: number[];
  chosen: { occasion: number | null; member: number | null };
  onOpen: (occasion: Occasion, member: number | null) => void;
  children?: React.ReactNode; // further tools
}

const ORDERS = ["time", "most", "tight"] as const;
type OccasionOrder = (typeof ORDERS)[number];

// The picture with what the reader may change: the order of the columns, how many accounts at least, how wide in time.
export function OccasionsView({ network, occasions, rows, chosen, onOpen, children }: OccasionsViewProps) {
  const [orderText, setOrder] = useChoice("occasions.order");
  const [leastText, setLeast] = useChoice("occasions.least");
  const [acrossText, setAcross] = useChoice("occasions.across");
  const [partText, setPart] = useChoice("occasions.part");
  const [only, setOnly] = useChoice("occasions.only");
  const words = useViewWords().occasions;
  const narrow = useNarrow();
  const printing = usePrinting();
  const { choices, usual } = useMemo(() => acrossChoices(occasions), [occasions]);
  const across = choices.includes(Number(acrossText)) ? Number(acrossText) : usual;
  const order = ORDERS.find((each) => each === orderText) ?? "time";
  const most = Math.max(2, ...occasions.map((occasion) => occasion.together));
  const least = Math.min(Math.max(2, Number(leastText) || 2), most);
  const only_member = only === "1" ? chosen.member : null;
  const mixed = useMemo(() => isMixed(occasions), [occasions]);
  const part = mixed && (partText === "judged" || partText === "rest") ? partText : "all";
  const shown = useMemo(() => {
    const some = part === "all" ? occasions : occasions.filter((occasion) => occasion.judged === (part === "judged"));
    return arrange(some, order, least, only_member);
  }, [occasions, part, order, least, only_member]);
  if (occasions.length === 0) return <p className="none">{words.none}</p>;
  return (
    <>
      <div className="tools">
        <label>
          {words.order}{" "}
          <select
            value={order}
            onChange={(event) => setOrder(event.target.value === "time" ? null : event.target.value)}
          >
            {Object.entries(words.orders).map(([key, label]) => (
              <option key={key} value={key}>
                {label}
              </option>
            ))}
          </select>
        </label>
        <label>
          {words.least}{" "}
          <select value={least} onChange={(event) => setLeast(event.target.value === "2" ? null : event.target.value)}>
            {leastChoices(most).map((each) => (
              <option key={each} value={each}>
                {words.or_more(each)}
              </option>
            ))}
          </select>
        </label>
        <label>
          {words.across}{" "}
          <select
            value={across}
            onChange={(event) => setAcross(Number(event.target.value) === usual ? null : event.target.value)}
          >
            {choices.map((each) => (
              <option key={each} value={each}>
                {duration(each)}
              </option>
            ))}
          </select>
        </label>
        {mixed && (
          <label>
            {words.part}{" "}
            <select
              value={part}
              onChange={(event) => setPart(event.target.value === "all" ? null : event.target.value)}
            >
              {Object.entries(words.parts).map(([key, label]) => (
                <option key={key} value={key}>
                  {label}
                </option>
              ))}
            </select>
          </label>
        )}
        {children}
        {chosen.member !== null && (
          <label>
            <input
              type="checkbox"
              checked={only === "1"}
              onChange={(event) => setOnly(event.target.checked ? "1" : null)}
            />{" "}
            {words.only}
          </label>
        )}
        <span className="soft">
          {words.shown(shown.length, occasions.length)}
          {shown.length > (narrow ? 3 : 12) && `, ${words.scroll}`}
        </span>
      </div>
      {shown.length === 0 ? (
        <p className="none">{words.none_left}</p>
      ) : (
        inSheets(shown, printing).map(({ sheet, part }) => (
          <OccasionsPicture
            key={sheet}
            {...{ network, rows, chosen, onOpen }}
            occasions={part}
            across_seconds={across}
            beside={printing ? Math.min(A_SHEET, shown.length) : 1}
          />
        ))
      )}
      {printing && shown.length > PRINTED && <p className="caption">{words.printed(PRINTED, shown.length)}</p>}
    </>
  );
}

const A_SHEET = 7; // columns beside each other on paper, where nobody scrolls
const PRINTED = 6 * A_SHEET;

function inSheets(occasions: Occasion[], printing: boolean): { sheet: number; part: Occasion[] }[] {
  if (!printing) return [{ sheet: 0, part: occasions }];
  const printed = occasions.slice(0, PRINTED);
  return Array.from({ length: Math.ceil(printed.length / A_SHEET) }, (_, sheet) => ({
    sheet,
    part: printed.slice(sheet * A_SHEET, (sheet + 1) * A_SHEET),
  }));
}

function leastChoices(most: number): number[] {
  return [2, 3, 4, 5, 8, 10, 15, 20, 30, 50, 100].filter((each) => each <= most);
}

function arrange(occasions: Occasion[], order: OccasionOrder, least: number, member: number | null): Occasion[] {
  const kept = occasions.filter(
    (occasion) =>
      occasion.together >= least &&
      (member === null || occasion.touches.some((touch) => touch.member === member && touch.together)),
  );
  if (order === "most") kept.sort((a, b) => b.together - a.together || a.burst_seconds - b.burst_seconds);
  if (order === "tight") kept.sort((a, b) => a.burst_seconds / a.together - b.burst_seconds / b.together);
  return kept;
}
