import type { Problem } from "./read_data";

// What is wrong, why, and what to do about it.
export function Failure({ problem }: { problem: Problem }) {
  return (
    <main className="failure">
      <p className="brand">Lockstep</p>
      <h1>{problem.message}</h1>
      <p className="lead">
        <bdi>{problem.cause.slice(0, 400)}</bdi>
      </p>
      <p>Write the report anew:</p>
      <pre className="command">{problem.hint}</pre>
      <p className="soft small">
        The tables beside this file (networks.csv, members.csv, pairs.parquet) do not depend on it.
      </p>
    </main>
  );
}
