import { useDeferredValue, useEffect, useRef } from "react";
import { linkTo, useChoice } from "../../address/address";
import { Plain } from "../../words/text";
import type { AccountHit } from "../api/types";
import { Asked, None } from "../frame/states";
import { useWords } from "../words/words";
import { useAccounts } from "./use_queue";

// Where else an account was seen, over all cases.
export function AccountSearch() {
  const words = useWords().accounts;
  const [q, setQ] = useChoice("q");
  const wanted = useDeferredValue((q ?? "").trim().slice(0, 200));
  const hits = useAccounts(wanted);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  return (
    <>
      <h1>{words.title}</h1>
      <label className="search-line">
        <span>{words.label}</span>
        <input
          ref={field}
          type="search"
          maxLength={200}
          value={q ?? ""}
          onChange={(event) => setQ(event.target.value)}
        />
      </label>
      {wanted !== "" && (
        <Asked query={hits}>
          {(found) => (found.length === 0 ? <None>{words.none}</None> : <Hits found={found} />)}
        </Asked>
      )}
    </>
  );
}

const MOST = 50; // that the server gives at once

function Hits({ found }: { found: AccountHit[] }) {
  const words = useWords().accounts;
  return (
    <>
      {found.length === MOST && <p className="small soft">{words.first(MOST)}</p>}
      <table className="queue">
        <thead>
          <tr>
            <th scope="col">{words.account}</th>
            <th scope="col">{words.name}</th>
            <th scope="col">{words.cases}</th>
          </tr>
        </thead>
        <tbody>
          {found.map((hit) => (
            <tr key={hit.account_id}>
              <td>
                <Plain text={hit.handle ?? hit.account_id} limit={60} />
              </td>
              <td>
                <Plain text={hit.display_name ?? ""} limit={60} />
              </td>
              <td>
                <span className="case-links">
                  {hit.case_ids.map((case_id) => (
                    <a key={case_id} href={linkTo(["cases", String(case_id)])}>
                      {words.case(case_id)}
                    </a>
                  ))}
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
