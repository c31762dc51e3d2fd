import type { Alternative } from "../report/data";
import { Plain } from "../words/text";
import { ProgramText, useViewWords } from "../words/view_words";

// What else could have made the same picture: each in the same type and weight, whether it fits or not.
export function AlternativesView({ alternatives }: { alternatives: Alternative[] }) {
  const words = useViewWords().alternatives;
  if (alternatives.length === 0) return <p className="none">{words.none}</p>;
  return (
    <table className="alternatives">
      <thead>
        <tr>
          <th scope="col">{words.alternative}</th>
          <th scope="col">{words.fit}</th>
          <th scope="col">{words.why}</th>
        </tr>
      </thead>
      <tbody>
        {alternatives.map(({ alternative, fit, text }) => (
          <tr key={alternative}>
            <th scope="row">
              <Plain
                text={(words.names[alternative] ?? alternative).replace(/^./, (first) => first.toUpperCase())}
                limit={80}
              />
            </th>
            <td className="fit">{words.fits[fit] ?? fit}</td>
            <td>
              <ProgramText>{text}</ProgramText>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
