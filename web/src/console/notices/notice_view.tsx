import { linkTo } from "../../address/address";
import { callAccount } from "../case/account_name";
import { LongText } from "../frame/long_text";
import { Day, Moment } from "../frame/moments";
import { Asked } from "../frame/states";
import { useMay } from "../session/use_session";
import { useWords } from "../words/words";
import { useNotice } from "./use_notices";

export function NoticeView({ notice_id }: { notice_id: number }) {
  const words = useWords();
  const say = words.notices;
  const may = useMay();
  return (
    <Asked query={useNotice(notice_id)} is_page>
      {(notice) => (
        <>
          <h1>
            {words.appeals.notice(notice.notice_id)}{" "}
            <span className="soft light">
              · <bdi>{callAccount(notice)}</bdi>
            </span>
          </h1>
          <p className="small soft case-state">
            <span>{say.states[notice.state]}</span>
            <span>
              {say.written} <Moment at={notice.created_at} />
            </span>
            {notice.sent_at !== null && (
              <span>
                {say.sent_at} <Moment at={notice.sent_at} />
              </span>
            )}
            <span>
              {say.appeal_until} <Day at={notice.appeal_until} />
            </span>
            <a href={linkTo(["cases", String(notice.case_id)])}>{words.appeals.case(notice.case_id)}</a>
          </p>
          <div className="letter">
            <LongText text={notice.text} limit={20_000} lang={notice.language} />
          </div>
          {may("analyst", "reviewer", "appeals_reviewer") && (
            <p>
              <a href={linkTo(["appeals"], { notice: String(notice.notice_id) })}>{words.appeals.enter}</a>
            </p>
          )}
        </>
      )}
    </Asked>
  );
}
