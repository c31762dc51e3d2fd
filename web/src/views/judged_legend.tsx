import { isMixed, type Occasion } from "../occasions/occasions";
import { useViewWords } from "../words/view_words";

// Which occasions judged the network, and which did not.
export function JudgedLegend({ occasions }: { occasions: Occasion[] }) {
  const words = useViewWords().occasions;
  if (occasions.length === 0) return null;
  const judged = occasions.filter((occasion) => occasion.judged).length;
  if (!isMixed(occasions)) return <p className="caption">{judged > 0 ? words.all_judged : words.none_judged}</p>;
  return (
    <p className="caption">
      <svg className="judged-sample" width="30" height="9" aria-hidden="true">
        <path className="judged-mark" d="M0 1.5H30" />
        <path className="row-line" d="M.5 3V9M29.5 3V9" />
      </svg>{" "}
      {words.some_judged(judged, occasions.length - judged)}
    </p>
  );
}
