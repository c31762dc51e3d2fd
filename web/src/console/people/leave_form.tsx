import { useState } from "react";
import type { Person } from "../api/types";
import { Field } from "../frame/field";
import { useWords } from "../words/words";

// Somebody leaves: their sessions end at once, and what they had claimed goes to somebody or becomes free.
export function LeaveForm({ others, onLeave }: { others: Person[]; onLeave: (hand_to: number | null) => void }) {
  const words = useWords().people;
  const [to, setTo] = useState("");
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onLeave(to === "" ? null : Number(to));
      }}
    >
      <Field label={words.hand_to} hint={words.end_hint}>
        {(props) => (
          <select {...props} value={to} onChange={(event) => setTo(event.target.value)}>
            <option value="">{words.nobody}</option>
            {others.map((person) => (
              <option key={person.person_id} value={person.person_id}>
                {person.name.slice(0, 60)}
              </option>
            ))}
          </select>
        )}
      </Field>
      <button type="submit" className="quiet">
        {words.end_now}
      </button>
    </form>
  );
}
