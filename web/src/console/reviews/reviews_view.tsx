import { linkTo } from "../../address/address";
import { Moment } from "../frame/moments";
import { Asked, None } from "../frame/states";
import { useWords } from "../words/words";
import { useReviews } from "./use_reviews";

// A share of decisions is looked at again by somebody who does not know what was decided.
export function ReviewsView() {
  const words = useWords();
  const say = words.reviews;
  const reviews = useReviews();
  return (
    <>
      <h1>{say.title}</h1>
      <p className="reading">{say.means}</p>
      <Asked query={reviews}>
        {(tasks) =>
          tasks.length === 0 ? (
            <None>{say.none}</None>
          ) : (
            <ul className="plain-list">
              {tasks.map((task) => (
                <li key={task.review_id}>
                  <a href={linkTo(["reviews", String(task.review_id)])}>{words.queue.number(task.case_id)}</a>{" "}
                  <span className="soft small">
                    <Moment at={task.created_at} />
                  </span>
                </li>
              ))}
            </ul>
          )
        }
      </Asked>
    </>
  );
}
