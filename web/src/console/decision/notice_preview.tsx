import { useState } from "react";
import type { NewDecision } from "../api/types";
import { callAccount } from "../case/account_name";
import { useMembers } from "../case/use_case";
import { Field } from "../frame/field";
import { LongText } from "../frame/long_text";
import { FailedAct } from "../frame/states";
import { useTemplates } from "../notices/use_notices";
import { useSettings } from "../settings/use_settings";
import { useWords } from "../words/words";
import { useNoticePreview } from "./use_decide";

// What an account would read, before anybody decides.
export function NoticePreview({ case_id, decision }: { case_id: number; decision: NewDecision }) {
  const words = useWords().decision;
  const members = useMembers(case_id).data?.filter((member) => member.kept) ?? [];
  const languages = [...new Set(useTemplates().data?.map((each) => each.language) ?? ["en"])];
  const usual = useSettings().data?.language;
  const [account, setAccount] = useState("");
  const [language, setLanguage] = useState("");
  const preview = useNoticePreview(case_id);
  const wanted = {
    decision,
    account_id: account || members[0]?.account_id || "",
    language: language || (usual && languages.includes(usual) ? usual : languages[0]) || "en",
  };
  return (
    <details className="notice-preview">
      <summary>{words.notice}</summary>
      <Field label={words.notice_account}>
        {(props) => (
          <select {...props} value={wanted.account_id} onChange={(event) => setAccount(event.target.value)}>
            {members.slice(0, 500).map((member) => (
              <option key={member.account_id} value={member.account_id}>
                {callAccount(member)}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field label={words.notice_language}>
        {(props) => (
          <select {...props} value={wanted.language} onChange={(event) => setLanguage(event.target.value)}>
            {languages.map((each) => (
              <option key={each}>{each}</option>
            ))}
          </select>
        )}
      </Field>
      <button type="button" className="quiet" disabled={preview.isPending} onClick={() => preview.mutate(wanted)}>
        {words.notice_show}
      </button>
      <FailedAct failure={preview.error} />
      {preview.data && (
        <div className="letter" role="status">
          <LongText text={preview.data.text} limit={5000} lang={preview.variables?.language} />
        </div>
      )}
    </details>
  );
}
