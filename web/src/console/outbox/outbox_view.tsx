import { useChoice } from "../../address/address";
import { count } from "../../words/numbers";
import type { Message } from "../api/types";
import { callAccount } from "../case/account_name";
import { Moment } from "../frame/moments";
import { Asked, FailedAct, None } from "../frame/states";
import { Pick } from "../queue/filter_tools";
import { useMay } from "../session/use_session";
import { useSettings } from "../settings/use_settings";
import { useWords } from "../words/words";
import { ConfirmForm } from "./confirm_form";
import { useOutbox, useRetry } from "./use_outbox";

const STATES = ["waiting", "delivered", "dead"] as const;

// What leaves for the platform: Lockstep says what was decided and never enforces.
export function OutboxView() {
  const words = useWords();
  const say = words.outbox;
  const [state] = useChoice("state");
  const outbox = useOutbox(STATES.find((each) => each === state));
  const may = useMay();
  return (
    <>
      <h1>{say.title}</h1>
      <p className="reading">{say.means}</p>
      {may("publisher") && <Export />}
      <search className="tools">
        <Pick name="state" label={words.queue.state} value={state ?? undefined} options={STATES} say={say.states} />
      </search>
      <Asked query={outbox}>
        {({ messages, waiting, dead }) => (
          <>
            <p className="small soft" role="status">
              {say.count(count(waiting), count(dead))}
            </p>
            {messages.length === 0 ? (
              <None>{say.none}</None>
            ) : (
              <Rows messages={messages} may_retry={may("publisher")} />
            )}
            {outbox.hasNextPage && (
              <button type="button" className="quiet" onClick={() => outbox.fetchNextPage()}>
                {words.history.more}
              </button>
            )}
          </>
        )}
      </Asked>
      {may("publisher") && <ConfirmForm />}
    </>
  );
}

// Notices tell people where to appeal: not without an address.
function Export() {
  const say = useWords().outbox;
  const settings = useSettings();
  if (settings.data?.public_url === "") return <p className="doubt">{say.no_address}</p>;
  return (
    <p className="buttons">
      <a className="quiet" href="/api/outbox/export?format=csv" download="lockstep-outbox.csv">
        {say.csv}
      </a>
      <a className="quiet" href="/api/outbox/export?format=json" download="lockstep-outbox.json">
        {say.json}
      </a>
    </p>
  );
}

function Rows({ messages, may_retry }: { messages: Message[]; may_retry: boolean }) {
  const words = useWords();
  const say = words.outbox;
  const retry = useRetry();
  return (
    <>
      <FailedAct failure={retry.error} />
      <table className="queue">
        <thead>
          <tr>
            <th scope="col">{say.message}</th>
            <th scope="col">{words.queue.state}</th>
            <th scope="col">{say.attempts}</th>
            <th scope="col">{say.made}</th>
            <th scope="col">{say.what}</th>
          </tr>
        </thead>
        <tbody>
          {messages.map((message) => (
            <tr key={message.message_id}>
              <td>
                {message.message_id} · <bdi>{callAccount(message)}</bdi>
                <span className="under">{say.kinds[message.kind]}</span>
              </td>
              <td>
                {say.states[message.state]}
                {message.last_error !== "" && message.state !== "delivered" && (
                  <span className="under doubt">
                    <bdi>{message.last_error.slice(0, 200)}</bdi>
                  </span>
                )}
                {may_retry && message.state === "dead" && (
                  <button
                    type="button"
                    className="quiet"
                    aria-label={`${say.retry} ${message.message_id}`}
                    disabled={retry.isPending}
                    onClick={() => retry.mutate(message.message_id)}
                  >
                    {say.retry}
                  </button>
                )}
              </td>
              <td>{say.tried(message.attempts)}</td>
              <td>
                <Moment at={message.created_at} />
              </td>
              <td>
                <details>
                  <summary>{say.show}</summary>
                  <pre className="command">{JSON.stringify(message.payload, null, 1).slice(0, 5000)}</pre>
                </details>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
