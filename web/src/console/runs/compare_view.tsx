import { linkTo } from "../../address/address";
import { count } from "../../words/numbers";
import { Asked, None } from "../frame/states";
import { useWords } from "../words/words";
import { useComparison } from "./use_runs";

// Two runs beside each other: which networks stayed, grew, shrank, came and went.
export function CompareView({ run_id, other }: { run_id: number; other: number | null }) {
  const words = useWords().runs;
  const comparison = useComparison(run_id, other);
  return (
    <>
      <p className="crumbs">
        <a href={linkTo(["runs", String(run_id)])}>{words.number(run_id)}</a>
        {other !== null && <a href={linkTo(["runs", String(other)])}>{words.number(other)}</a>}
      </p>
      <h1>{words.compare}</h1>
      {other === null ? (
        <None>{words.pick_run}</None>
      ) : (
        <Asked query={comparison}>
          {(matches) =>
            matches.length === 0 ? (
              <None>{words.neither}</None>
            ) : (
              <table className="rates">
                <thead>
                  <tr>
                    <th scope="col">{words.what_became}</th>
                    <th scope="col">{words.number(run_id)}</th>
                    <th scope="col" className="number">
                      {words.members}
                    </th>
                    <th scope="col">{words.number(other)}</th>
                    <th scope="col" className="number">
                      {words.members}
                    </th>
                    <th scope="col" className="number">
                      {words.shared}
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {matches.map((match) => (
                    <tr key={`${match.a} ${match.b}`}>
                      <td>{words.matches[match.state]}</td>
                      <td data-label={words.number(run_id)}>
                        <NetworkName network_id={match.a} case_id={match.case_a} />
                      </td>
                      <td className="number" data-label={words.members}>
                        {match.a === null ? "–" : count(match.members_a)}
                      </td>
                      <td data-label={words.number(other)}>
                        <NetworkName network_id={match.b} case_id={match.case_b} />
                      </td>
                      <td className="number" data-label={words.members}>
                        {match.b === null ? "–" : count(match.members_b)}
                      </td>
                      <td className="number" data-label={words.shared}>
                        {count(match.shared)}
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            )
          }
        </Asked>
      )}
    </>
  );
}

// The case that holds it is a click away.
function NetworkName({ network_id, case_id }: { network_id: string | null; case_id: number | null }) {
  const name = network_id?.slice(0, 80) ?? "–";
  return case_id === null ? name : <a href={linkTo(["cases", String(case_id)])}>{name}</a>;
}
