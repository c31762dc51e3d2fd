import { count, decimals } from "../../words/numbers";
import { Asked, None } from "../frame/states";
import { useWords } from "../words/words";
import { Interval } from "./interval";
import { useAgreement } from "./use_audit";

// How often people who look at the same case without each other come to the same measure.
export function AgreementTable() {
  const words = useWords().quality;
  return (
    <section>
      <h2>{words.agreement}</h2>
      <p className="reading small soft">{words.alpha_means}</p>
      <Asked query={useAgreement()}>
        {(rows) =>
          rows.length === 0 ? (
            <None>{words.no_reviews}</None>
          ) : (
            <table className="rates">
              <thead>
                <tr>
                  <th scope="col">{words.policy}</th>
                  <th scope="col" className="number">
                    {words.reviews}
                  </th>
                  <th scope="col">{words.alpha}</th>
                </tr>
              </thead>
              <tbody>
                {rows.map(({ policy_id, reviews, alpha, alpha_low, alpha_high }) => (
                  <tr key={policy_id}>
                    <td>
                      {policy_id === "" ? <span className="soft">{words.no_policy}</span> : policy_id.slice(0, 64)}
                    </td>
                    <td className="number" data-label={words.reviews}>
                      {count(reviews)}
                    </td>
                    <td>
                      {alpha === null ? (
                        <span className="not-known">{reviews < 2 ? words.too_few : words.all_one}</span>
                      ) : (
                        <span className="with-interval">
                          <Interval value={alpha} low={alpha_low ?? -1} high={alpha_high ?? 1} from={-1} />
                          {decimals(alpha, 2)}{" "}
                          <span className="soft">
                            {alpha_low !== null && alpha_high !== null
                              ? `(${decimals(alpha_low, 2)} – ${decimals(alpha_high, 2)})`
                              : words.no_interval}
                          </span>
                        </span>
                      )}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          )
        }
      </Asked>
    </section>
  );
}
