import { useState } from "react";
import type { OneTimeLink, Person, Role } from "../api/types";
import { Field } from "../frame/field";
import { FailedAct } from "../frame/states";
import { useWords } from "../words/words";
import { RoleChecks } from "./role_checks";
import { useAddPerson } from "./use_people";

const NOBODY = { handle: "", name: "", roles: [] as Role[] };

export function PersonForm({ onAdded }: { onAdded: (added: { person: Person; link: OneTimeLink }) => void }) {
  const words = useWords().people;
  const add = useAddPerson();
  const [given, setGiven] = useState(NOBODY);
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        add.mutate(given, {
          onSuccess: (added) => {
            setGiven(NOBODY);
            onAdded(added);
          },
        });
      }}
    >
      <h2>{words.add}</h2>
      <Field label={words.handle} hint={words.handle_hint}>
        {(props) => (
          <input
            {...props}
            required
            pattern="[a-z0-9._\-]{1,64}"
            autoComplete="off"
            value={given.handle}
            onChange={(event) => setGiven({ ...given, handle: event.target.value })}
          />
        )}
      </Field>
      <Field label={words.name}>
        {(props) => (
          <input
            {...props}
            required
            maxLength={200}
            autoComplete="off"
            value={given.name}
            onChange={(event) => setGiven({ ...given, name: event.target.value })}
          />
        )}
      </Field>
      <RoleChecks value={given.roles} onChange={(roles) => setGiven({ ...given, roles })} />
      <FailedAct failure={add.error} />
      <button type="submit" className="main-act" disabled={add.isPending}>
        {words.add}
      </button>
    </form>
  );
}
