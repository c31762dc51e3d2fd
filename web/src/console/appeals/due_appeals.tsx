import { linkTo } from "../../address/address";
import { callAccount } from "../case/account_name";
import { Due } from "../frame/moments";
import { useWords } from "../words/words";
import { useAppeals } from "./use_appeals";

const FEW = 5;

// Appeals stand in the same queue as cases, and above them.
export function DueAppeals() {
  const words = useWords().appeals;
  const appeals = useAppeals("open");
  if (!appeals.data?.length) return null;
  return (
    <section className="due-appeals" aria-labelledby="due-appeals">
      <h2 id="due-appeals">{words.open(appeals.data.length)}</h2>
      <ul className="plain-list">
        {appeals.data.slice(0, FEW).map((appeal) => (
          <li key={appeal.appeal_id}>
            <a href={linkTo(["appeals", String(appeal.appeal_id)])}>
              {words.of} <bdi>{callAccount(appeal)}</bdi>
            </a>{" "}
            <span className="soft small">
              {words.case(appeal.case_id)} · <Due at={appeal.deadline} /> ·{" "}
              {appeal.may_decide ? words.you_may : words.not_you}
            </span>
          </li>
        ))}
      </ul>
      {appeals.data.length > FEW && <a href={linkTo(["appeals"])}>{words.all(appeals.data.length)}</a>}
    </section>
  );
}
