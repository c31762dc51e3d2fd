import type { Alternative } from "../report/data";
import { Plain } from "../words/text";

// What else could have made the same picture: each in the same type and weight, whether it fits or not.
export function AlternativesView({ alternatives }: { alternatives: Alternative[] }) {
  if (alternatives.length === 0) return <p className="none">No alternative was considered for this network.</p>;
  return (
    <table className="alternatives">
      <thead>
        <tr>
          <th scope="col">What else it could be</th>
          <th scope="col">Does it fit?</th>
          <th scope="col">Why</th>
        </tr>
      </thead>
      <tbody>
        {alternatives.map(({ alternative, fit, text }) => (
          <tr key={alternative}>
            <th scope="row">
              <Plain text={alternative.replace(/^./, (first) => first.toUpperCase())} limit={80} />
            </th>
            <td className="fit">{fit}</td>
            <td>
              <bdi>{text}</bdi>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
