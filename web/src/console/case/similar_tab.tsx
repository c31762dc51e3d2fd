import { linkTo } from "../../address/address";
import { count } from "../../words/numbers";
import { Asked, None } from "../frame/states";
import { sayCase } from "../queue/queue_row";
import { useWords } from "../words/words";
import { useSimilar } from "./use_case";

// What was decided where the same accounts or the same sources stood: to be even-handed, not to copy.
export function SimilarTab({ case_id }: { case_id: number }) {
  const words = useWords();
  const similar = useSimilar(case_id);
  return (
    <>
      <p className="small soft">{words.similar.means}</p>
      <Asked query={similar}>
        {(found) =>
          found.length === 0 ? (
            <None>{words.similar.none}</None>
          ) : (
            <table className="rates">
              <thead>
                <tr>
                  <th scope="col">{words.queue.case}</th>
                  <th scope="col" className="number">
                    {words.similar.members}
                  </th>
                  <th scope="col" className="number">
                    {words.similar.sources}
                  </th>
                  <th scope="col">{words.similar.decided}</th>
                </tr>
              </thead>
              <tbody>
                {found.map((each) => (
                  <tr key={each.case_id}>
                    <td>
                      <a href={linkTo(["cases", String(each.case_id)])}>
                        {words.queue.number(each.case_id)} {sayCase(words, each)}
                      </a>
                    </td>
                    <td className="number" data-label={words.similar.members}>
                      {count(each.shared_members)}
                    </td>
                    <td className="number" data-label={words.similar.sources}>
                      {count(each.shared_sources)}
                    </td>
                    <td data-label={words.similar.decided}>
                      {each.measure === null ? words.similar.not_decided : words.measures[each.measure]}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          )
        }
      </Asked>
    </>
  );
}
