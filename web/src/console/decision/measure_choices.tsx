import { useId } from "react";
import { MEASURES, type Measure } from "../api/types";
import { useWords } from "../words/words";

interface MeasureChoicesProps {
  label: string;
  of?: readonly Measure[]; // all, unless some are not possible here
  value: Measure | null;
  onChoose: (measure: Measure) => void;
}

// The measures in the same type and size; none is louder than another.
export function MeasureChoices({ label, of = MEASURES, value, onChoose }: MeasureChoicesProps) {
  const words = useWords();
  const name = useId();
  return (
    <fieldset className="choices">
      <legend>{label}</legend>
      <div>
        {of.map((measure) => (
          <label key={measure}>
            <input type="radio" name={name} checked={value === measure} onChange={() => onChoose(measure)} />
            <span>{words.measures[measure]}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
