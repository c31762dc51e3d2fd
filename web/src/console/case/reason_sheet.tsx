import { useState } from "react";
import type { Member } from "../api/types";
import { Field } from "../frame/field";
import { Sheet } from "../frame/sheet";
import { FailedAct } from "../frame/states";
import { useWords } from "../words/words";
import { callAccount } from "./account_name";

interface ReasonSheetProps {
  member: Member;
  failure: Error | null;
  is_busy: boolean;
  onGive: (reason: string) => void;
  onClose: () => void;
}

// Nobody is taken out or put back without a word why.
export function ReasonSheet({ member, failure, is_busy, onGive, onClose }: ReasonSheetProps) {
  const words = useWords().members;
  const [reason, setReason] = useState("");
  return (
    <Sheet title={member.kept ? words.take_out_title : words.keep_title} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          onGive(reason.trim());
        }}
      >
        <p>
          <bdi>
            <b>{callAccount(member)}</b>
          </bdi>
        </p>
        <Field label={words.reason} hint={words.reason_hint}>
          {(props) => (
            <textarea
              {...props}
              required
              rows={3}
              maxLength={2000}
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
          )}
        </Field>
        <FailedAct failure={failure} />
        <button type="submit" className="main-act" disabled={is_busy || reason.trim() === ""}>
          {member.kept ? words.take_out : words.keep}
        </button>
      </form>
    </Sheet>
  );
}
