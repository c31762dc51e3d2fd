import { useState } from "react";
import { count } from "../../words/numbers";
import { Field } from "../frame/field";
import { Asked, FailedAct } from "../frame/states";
import { useWords } from "../words/words";
import { EarlierCheckpoint } from "./earlier_checkpoint";
import { useCheckpoint, useProof, useVerify } from "./use_audit";

// Whether the record is whole, and what anybody needs to check it without us.
export function LogChecks() {
  const words = useWords().log;
  return (
    <>
      <p className="reading">{words.means}</p>
      <h2>{words.verify_title}</h2>
      <Verify />
      <h2>{words.checkpoint}</h2>
      <p className="reading small soft">{words.checkpoint_hint}</p>
      <Asked query={useCheckpoint()}>
        {({ checkpoint, verifier_key }) => (
          <>
            <pre className="command">{checkpoint}</pre>
            <p className="small soft">{words.key}</p>
            <pre className="command">{verifier_key}</pre>
          </>
        )}
      </Asked>
      <h2>{words.earlier_title}</h2>
      <EarlierCheckpoint />
      <h2>{words.proof}</h2>
      <Proof />
    </>
  );
}

function Verify() {
  const words = useWords().log;
  const verify = useVerify();
  const found = verify.data;
  return (
    <>
      <button type="button" className="quiet" disabled={verify.isPending} onClick={() => verify.mutate()}>
        {verify.isPending ? words.verifying : words.verify}
      </button>
      <FailedAct failure={verify.error} />
      {found && found.first_bad === null && (
        <p role="status">
          <b>{words.holds}</b> {words.checked(count(found.entries), count(found.checkpoints), count(found.erased))}
        </p>
      )}
      {found && found.first_bad !== null && (
        <div className="problem" role="alert">
          <p>
            <b>{words.broken(count(found.first_bad))}</b>
          </p>
          <p lang="en">
            <bdi>{found.what.slice(0, 1000)}</bdi>
          </p>
        </div>
      )}
    </>
  );
}

function Proof() {
  const words = useWords().log;
  const [index, setIndex] = useState("");
  const proof = useProof();
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        proof.mutate(Number(index));
      }}
    >
      <Field label={words.index} hint={words.proof_hint}>
        {(props) => (
          <input
            {...props}
            required
            type="number"
            min={0}
            value={index}
            onChange={(event) => setIndex(event.target.value)}
          />
        )}
      </Field>
      <button type="submit" className="quiet">
        {words.show_proof}
      </button>
      <FailedAct failure={proof.error} />
      {proof.data && <pre className="command">{JSON.stringify(proof.data, null, 1)}</pre>}
    </form>
  );
}
