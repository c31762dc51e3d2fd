import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { ApiFailure } from "../api/client";
import { useWords } from "../words/words";

// Loading, failed, there: what every view does with an answer that it waits for.
interface AskedProps<T> {
  query: UseQueryResult<T>;
  is_page?: boolean; // it holds the page's heading, so that a failure must have one
  children: (data: T) => ReactNode;
}

export function Asked<T>({ query, is_page, children }: AskedProps<T>) {
  const words = useWords();
  if (query.data !== undefined)
    return (
      <>
        {query.error && <Failed failure={query.error} retry={query.refetch} is_stale />}
        {children(query.data)}
      </>
    );
  if (query.error)
    return (
      <>
        {is_page && <h1>{words.states.not_shown}</h1>}
        <Failed failure={query.error} retry={query.refetch} />
      </>
    );
  return <Loading />;
}

export function Loading() {
  const words = useWords();
  return (
    <p className="loading soft" role="status">
      {words.states.loading}
    </p>
  );
}

interface FailedProps {
  failure: Error;
  retry?: () => unknown;
  is_stale?: boolean; // older answers are still shown below
}

// What is wrong, why, and what to do.
export function Failed({ failure, retry, is_stale }: FailedProps) {
  const words = useWords();
  const { message, hint, place, language } = useFailureWords(failure);
  return (
    <div className="problem" role="alert">
      <p>
        <b>
          <bdi lang={language}>{message}</bdi>
        </b>
        {place && <span className="soft"> ({place})</span>}
      </p>
      {hint && (
        <p>
          <bdi lang={language}>{hint}</bdi>
        </p>
      )}
      {is_stale && <p>{words.states.stale}</p>}
      {retry && (
        <button type="button" className="quiet" onClick={() => retry()}>
          {words.states.again}
        </button>
      )}
    </div>
  );
}

// The same beside a button that was pressed.
export function FailedAct({ failure }: { failure: Error | null }) {
  return failure && <Failed failure={failure} />;
}

// What the server says is English, whatever the console's language, and says so.
function useFailureWords(failure: Error): { message: string; hint: string; place: string; language?: string } {
  const words = useWords();
  const english = { language: "en" };
  if (!(failure instanceof ApiFailure))
    return { message: failure.message.slice(0, 400), hint: "", place: "", ...english };
  const { status, message, hint, where } = failure;
  if (status === 0) return { message: words.states.offline, hint: words.states.offline_hint, place: "" };
  if (status === 412) return { message: words.states.changed, hint: words.states.changed_hint, place: "" };
  return { message: message.slice(0, 1000), hint: hint.slice(0, 1000), place: where.slice(0, 200), ...english };
}

export function None({ children }: { children: ReactNode }) {
  return <p className="none">{children}</p>;
}
