import { useEffect } from "react";
import type { Measure, PublicNotice } from "../api/types";
import { LongText } from "../frame/long_text";
import { Day } from "../frame/moments";
import { Asked } from "../frame/states";
import { useWords } from "../words/words";
import { AppealForm } from "./appeal_form";
import { usePublicNotice } from "./use_appeals";

// What the person concerned reads: nothing about other accounts, nothing about who decided, and how to answer.
export function PublicNoticeView({ token }: { token: string }) {
  const words = useWords().public;
  const notice = usePublicNotice(token);
  useEffect(() => {
    document.title = `${words.title} · Lockstep`;
  }, [words]);
  return (
    <Asked query={notice} is_page>
      {(data) => <OneNotice token={token} notice={data} />}
    </Asked>
  );
}

function OneNotice({ token, notice }: { token: string; notice: PublicNotice }) {
  const words = useWords();
  const say = words.public;
  const has_policy = notice.policy_version > 0;
  return (
    <>
      <h1>{say.title}</h1>
      <dl className="settings facts-of-notice">
        <Fact term={say.account}>
          <bdi>{notice.account_id.slice(0, 100)}</bdi>
        </Fact>
        <Fact term={say.measure}>{words.measures[notice.measure as Measure] ?? notice.measure}</Fact>
        {notice.measure_now !== notice.measure && (
          <Fact term={say.measure_now}>
            <b>{words.measures[notice.measure_now as Measure] ?? notice.measure_now}</b>
          </Fact>
        )}
        <Fact term={say.decided}>
          <Day at={notice.decided_at} />
        </Fact>
        {has_policy && (
          <Fact term={say.policy}>
            <bdi>{notice.policy_name.slice(0, 200)}</bdi>, {words.policies.version(notice.policy_version)}
          </Fact>
        )}
      </dl>
      <div className="letter">
        <LongText text={notice.text} limit={20_000} lang={notice.language} />
      </div>
      {has_policy && (
        <details>
          <summary>{say.policy_text}</summary>
          <LongText text={notice.policy_text} limit={20_000} />
        </details>
      )}
      <AppealState token={token} notice={notice} />
    </>
  );
}

function Fact({ term, children }: { term: string; children: React.ReactNode }) {
  return (
    <div className="setting">
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  );
}

// Not yet answered, answered, or too late: what holds now, and what comes next.
function AppealState({ token, notice }: { token: string; notice: PublicNotice }) {
  const words = useWords();
  const say = words.public;
  if (notice.outcome !== null)
    return (
      <section>
        <h2>
          {say.outcome}: {words.outcomes[notice.outcome as keyof typeof words.outcomes] ?? notice.outcome}
        </h2>
        <LongText text={notice.outcome_reasons ?? ""} />
      </section>
    );
  if (notice.appeal_state !== null)
    return (
      <section role="status">
        <h2>{say.received}</h2>
        <p>
          {say.received_hint}
          {notice.appeal_deadline !== null && (
            <>
              {" "}
              {say.answer_by} <Day at={notice.appeal_deadline} />.
            </>
          )}
        </p>
      </section>
    );
  const is_late = notice.appeal_until * 1000 < Date.now();
  if (!notice.may_appeal && !is_late) return null; // it tells that a measure ended, or how an appeal did
  if (!notice.may_appeal)
    return (
      <section>
        <h2>{say.too_late}</h2>
        <p>
          {say.ended} <Day at={notice.appeal_until} />.
        </p>
      </section>
    );
  return <AppealForm token={token} until={notice.appeal_until} />;
}
