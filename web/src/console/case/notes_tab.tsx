import { linkTo } from "../../address/address";
import type { Note } from "../api/types";
import { Field } from "../frame/field";
import { useKept } from "../frame/kept";
import { LongText } from "../frame/long_text";
import { Moment } from "../frame/moments";
import { Asked, FailedAct, None } from "../frame/states";
import { usePeople } from "../people/use_people";
import { useMay } from "../session/use_session";
import { useWords } from "../words/words";
import { useAddNote, useNotes } from "./use_notes";

// What colleagues write to each other about a case; @handle calls somebody.
export function NotesTab({ case_id }: { case_id: number }) {
  const words = useWords().notes;
  const notes = useNotes(case_id);
  const may = useMay();
  return (
    <>
      {may("analyst", "reviewer", "appeals_reviewer") && <NewNote case_id={case_id} />}
      <Asked query={notes}>
        {(rows) =>
          rows.length === 0 ? <None>{words.none}</None> : rows.map((note) => <OneNote key={note.note_id} note={note} />)
        }
      </Asked>
    </>
  );
}

export function OneNote({ note, with_case }: { note: Note; with_case?: boolean }) {
  const words = useWords().queue;
  return (
    <article className="note">
      <p className="small">
        <b>
          <bdi>{note.name.slice(0, 80)}</bdi>
        </b>{" "}
        <span className="soft">
          <Moment at={note.time} />
        </span>
        {with_case && (
          <>
            {" · "}
            <a href={linkTo(["cases", String(note.case_id), "notes"])}>{words.number(note.case_id)}</a>
          </>
        )}
      </p>
      <LongText text={note.text} />
    </article>
  );
}

function NewNote({ case_id }: { case_id: number }) {
  const words = useWords().notes;
  const [text, setText] = useKept(`note ${case_id}`, "");
  const add = useAddNote(case_id);
  return (
    <form
      className="new-note"
      onSubmit={(event) => {
        event.preventDefault();
        add.mutate(text.trim(), { onSuccess: () => setText("") });
      }}
    >
      <Field label={words.label} hint={words.hint}>
        {(props) => (
          <textarea
            {...props}
            rows={3}
            maxLength={10000}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        )}
      </Field>
      <Suggestions text={text} onChoose={setText} />
      <FailedAct failure={add.error} />
      <button type="submit" className="quiet" disabled={text.trim() === "" || add.isPending}>
        {words.act}
      </button>
    </form>
  );
}

// Colleagues whose handle begins as the last @word does.
function Suggestions({ text, onChoose }: { text: string; onChoose: (text: string) => void }) {
  const words = useWords().notes;
  const people = usePeople();
  const begun = /(?:^|\s)@([a-z0-9._-]*)$/.exec(text)?.[1];
  if (begun === undefined) return null;
  const found = (people.data ?? []).filter((person) => person.active && person.handle.startsWith(begun)).slice(0, 5);
  return (
    <p className="buttons" role="status">
      <span className="unseen">{words.suggestions(found.length)}</span>
      {found.map((person) => (
        <button
          key={person.person_id}
          type="button"
          className="quiet"
          onClick={() => onChoose(`${text.slice(0, text.length - begun.length)}${person.handle} `)}
        >
          @{person.handle}
        </button>
      ))}
    </p>
  );
}
