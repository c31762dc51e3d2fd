import { useState } from "react";
import type { OneTimeLink, Person } from "../api/types";
import { Asked, FailedAct } from "../frame/states";
import { useMay, useMe } from "../session/use_session";
import { useWords } from "../words/words";
import { LeaveForm } from "./leave_form";
import { LinkShown } from "./link_shown";
import { PersonForm } from "./person_form";
import { RoleChecks } from "./role_checks";
import { useChangePerson, usePeople, useResetPassword } from "./use_people";

// Who works here and what they may do. Whoever manages people decides no cases.
export function PeopleView() {
  const words = useWords().people;
  const people = usePeople();
  const may = useMay();
  const [link, setLink] = useState<{ name: string; link: OneTimeLink } | null>(null);
  return (
    <>
      <h1>{words.title}</h1>
      {link && <LinkShown name={link.name} link={link.link} />}
      <Asked query={people}>
        {(all) =>
          all.map((person) => (
            <OnePerson
              key={person.person_id}
              person={person}
              all={all}
              may_change={may("administrator")}
              onLink={(made) => setLink({ name: person.name, link: made })}
            />
          ))
        }
      </Asked>
      {may("administrator") && (
        <PersonForm onAdded={({ person, link: made }) => setLink({ name: person.name, link: made })} />
      )}
    </>
  );
}

interface OnePersonProps {
  person: Person;
  all: Person[];
  may_change: boolean;
  onLink: (link: OneTimeLink) => void;
}

function OnePerson({ person, all, may_change, onLink }: OnePersonProps) {
  const words = useWords();
  const say = words.people;
  const me = useMe();
  const change = useChangePerson();
  const reset = useResetPassword();
  const [edits, setEdits] = useState<"roles" | "leaves" | "reset" | null>(null);
  const [roles, setRoles] = useState(person.roles);
  const [seen, setSeen] = useState(person.etag); // when the roles were taken into the form
  return (
    <article className="entry">
      <h2>
        <bdi>{person.name.slice(0, 100)}</bdi> <span className="soft light">· {person.handle}</span>
      </h2>
      <p className="small soft">
        {person.roles.map((role) => words.roles[role]).join(", ") || say.no_roles}
        {!person.active && ` · ${say.left}`}
        {person.active && !person.signed_up && ` · ${say.not_yet}`}
        {person.totp && ` · ${say.totp}`}
      </p>
      {may_change && (
        <div className="buttons">
          <button
            type="button"
            className="quiet"
            aria-expanded={edits === "roles"}
            onClick={() => {
              setSeen(person.etag);
              setRoles(person.roles); // as they are now, whatever was there when the page came
              setEdits(edits === "roles" ? null : "roles");
            }}
          >
            {say.roles}
          </button>
          {person.person_id !== me.person_id && (
            <button
              type="button"
              className="quiet"
              disabled={!person.active}
              aria-expanded={edits === "reset"}
              onClick={() => setEdits(edits === "reset" ? null : "reset")}
            >
              {say.reset}
            </button>
          )}
          {person.active ? (
            <button
              type="button"
              className="quiet"
              aria-expanded={edits === "leaves"}
              onClick={() => setEdits(edits === "leaves" ? null : "leaves")}
            >
              {say.end}
            </button>
          ) : (
            <button
              type="button"
              className="quiet"
              onClick={() => change.mutate({ person_id: person.person_id, etag: person.etag, active: true })}
            >
              {say.back}
            </button>
          )}
        </div>
      )}
      {edits === "roles" && (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            change.mutate({ person_id: person.person_id, etag: seen, roles }, { onSuccess: () => setEdits(null) });
          }}
        >
          <RoleChecks value={roles} onChange={setRoles} />
          <button type="submit" className="quiet">
            {say.save}
          </button>
        </form>
      )}
      {edits === "reset" && (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            reset.mutate(person.person_id, {
              onSuccess: (made) => {
                setEdits(null);
                onLink(made);
              },
            });
          }}
        >
          <p className="hint">{person.signed_up ? say.reset_hint : say.reset_hint_new}</p>
          <button type="submit" className="quiet" disabled={reset.isPending}>
            {say.reset_now}
          </button>
        </form>
      )}
      {edits === "leaves" && (
        <LeaveForm
          others={all.filter((each) => each.active && each.person_id !== person.person_id && works_on_cases(each))}
          onLeave={(hand_to) =>
            change.mutate(
              { person_id: person.person_id, etag: person.etag, active: false, hand_to },
              { onSuccess: () => setEdits(null) },
            )
          }
        />
      )}
      <FailedAct failure={change.error ?? reset.error} />
    </article>
  );
}

function works_on_cases(person: Person): boolean {
  return person.roles.includes("analyst") || person.roles.includes("reviewer");
}
