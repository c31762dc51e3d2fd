import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api, ask } from "../api/client";
import { queries } from "../api/queries";
import type { Role } from "../api/types";
import { Field } from "../frame/field";
import { Day } from "../frame/moments";
import { Asked, FailedAct, None } from "../frame/states";
import { useWords } from "../words/words";
import { useMe } from "./use_session";

const anew = () => queries.invalidateQueries({ queryKey: ["tokens"] });

// Keys for programs, which may do at most what their owner may.
export function TokensForm() {
  const words = useWords();
  const say = words.tokens;
  const tokens = useQuery({ queryKey: ["tokens"], queryFn: () => ask(api.GET("/api/tokens")) });
  const revoke = useMutation({
    mutationFn: (token_id: number) => ask(api.DELETE("/api/tokens/{token_id}", { params: { path: { token_id } } })),
    onSuccess: anew,
  });
  return (
    <>
      <p className="reading">{say.means}</p>
      <Asked query={tokens}>
        {(all) =>
          all.length === 0 ? (
            <None>{say.none}</None>
          ) : (
            <ul className="plain-list">
              {all.map((token) => (
                <li key={token.token_id}>
                  <bdi>
                    <b>{token.name.slice(0, 100)}</b>
                  </bdi>{" "}
                  <span className="soft small">
                    {token.scopes.map((scope) => words.roles[scope]).join(", ")} · {say.until}{" "}
                    <Day at={token.expires_at} />
                  </span>{" "}
                  <button
                    type="button"
                    className="quiet"
                    aria-label={`${say.revoke} ${token.name.slice(0, 60)}`}
                    onClick={() => revoke.mutate(token.token_id)}
                  >
                    {say.revoke}
                  </button>
                </li>
              ))}
            </ul>
          )
        }
      </Asked>
      <FailedAct failure={revoke.error} />
      <NewToken />
    </>
  );
}

function NewToken() {
  const words = useWords();
  const say = words.tokens;
  const me = useMe();
  const [given, setGiven] = useState({ name: "", scopes: me.roles as Role[], days: 90 });
  const make = useMutation({ mutationFn: () => ask(api.POST("/api/tokens", { body: given })), onSuccess: anew });
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        make.mutate();
      }}
    >
      <h2>{say.make}</h2>
      <Field label={say.name}>
        {(props) => (
          <input
            {...props}
            required
            maxLength={200}
            value={given.name}
            onChange={(event) => setGiven({ ...given, name: event.target.value })}
          />
        )}
      </Field>
      <fieldset className="checks">
        <legend>{say.scopes}</legend>
        {me.roles.map((role) => (
          <label key={role} className="check">
            <input
              type="checkbox"
              checked={given.scopes.includes(role)}
              onChange={() =>
                setGiven({
                  ...given,
                  scopes: me.roles.filter((each) => given.scopes.includes(each) !== (each === role)),
                })
              }
            />{" "}
            {words.roles[role]}
          </label>
        ))}
      </fieldset>
      <Field label={say.days}>
        {(props) => (
          <input
            {...props}
            type="number"
            min={1}
            max={366}
            value={given.days}
            onChange={(event) => setGiven({ ...given, days: Number(event.target.value) })}
          />
        )}
      </Field>
      <FailedAct failure={make.error} />
      <button type="submit" className="quiet" disabled={make.isPending}>
        {say.make}
      </button>
      {make.data && (
        <div className="shown-once" role="status">
          <p>{say.shown_once}</p>
          <p className="command">{make.data.token}</p>
        </div>
      )}
    </form>
  );
}
