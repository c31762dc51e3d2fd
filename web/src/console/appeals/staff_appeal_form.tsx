import { goTo, linkTo, useChoice } from "../../address/address";
import { Field } from "../frame/field";
import { useKept } from "../frame/kept";
import { FailedAct } from "../frame/states";
import { useWords } from "../words/words";
import { useEnterAppeal } from "./use_appeals";

// An appeal that came by letter or telephone.
export function StaffAppealForm() {
  const words = useWords().appeals;
  const [notice] = useChoice("notice");
  const empty = { notice_id: notice ?? "", text: "", contact: "" };
  const [given, setGiven] = useKept(`appeal against notice ${notice}`, empty);
  const enter = useEnterAppeal();
  return (
    <details className="form-behind" open={notice !== null || undefined}>
      <summary>{words.enter}</summary>
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          enter.mutate(
            { ...given, notice_id: Number(given.notice_id) },
            {
              onSuccess: (appeal) => {
                setGiven(empty);
                goTo(linkTo(["appeals", String(appeal.appeal_id)]));
              },
            },
          );
        }}
      >
        <Field label={words.notice_id} hint={words.notice_id_hint}>
          {(props) => (
            <input
              {...props}
              required
              inputMode="numeric"
              pattern="[1-9][0-9]{0,15}"
              value={given.notice_id}
              onChange={(event) => setGiven({ ...given, notice_id: event.target.value })}
            />
          )}
        </Field>
        <Field label={words.their_words}>
          {(props) => (
            <textarea
              {...props}
              required
              rows={5}
              maxLength={10000}
              value={given.text}
              onChange={(event) => setGiven({ ...given, text: event.target.value })}
            />
          )}
        </Field>
        <Field label={words.contact}>
          {(props) => (
            <input
              {...props}
              maxLength={500}
              value={given.contact}
              onChange={(event) => setGiven({ ...given, contact: event.target.value })}
            />
          )}
        </Field>
        <FailedAct failure={enter.error} />
        <button type="submit" className="main-act" disabled={enter.isPending}>
          {words.enter}
        </button>
      </form>
    </details>
  );
}
