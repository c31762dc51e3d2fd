import { isMixed, type Occasion } from "../occasions/occasions";
import { counted } from "../words/numbers";

// Which occasions judged the network, and which did not.
export function JudgedLegend({ occasions }: { occasions: Occasion[] }) {
  if (occasions.length === 0) return null;
  const judged = occasions.filter((occasion) => occasion.judged).length;
  if (!isMixed(occasions))
    return (
      <p className="caption">
        {judged > 0
          ? "Each of these occasions judged the network: none was used to find it."
          : "None of these occasions judged the network; those that did are not in this file."}
      </p>
    );
  return (
    <p className="caption">
      <svg className="judged-sample" width="30" height="9" aria-hidden="true">
        <path className="judged-mark" d="M0 1.5H30" />
        <path className="row-line" d="M.5 3V9M29.5 3V9" />
      </svg>{" "}
      {counted(judged, "occasion")} with a line above judged the network: they were not used to find it. The other{" "}
      {occasions.length - judged} were, or say nothing that one of these does not say.
    </p>
  );
}
