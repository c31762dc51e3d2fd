import { Component, type ReactNode } from "react";
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

// A fault of a view takes down that view alone, and says so.
export class Guard extends Component<{ children: ReactNode }, { message: string | null }> {
  state = { message: null as string | null };

  static getDerivedStateFromError(error: unknown) {
    return { message: error instanceof Error ? error.message : String(error) };
  }

  render() {
    if (this.state.message === null) return this.props.children;
    return (
      <p className="none" role="alert">
        This part could not be drawn ({this.state.message.slice(0, 200)}). The rest of the report is not affected.
      </p>
    );
  }
}
