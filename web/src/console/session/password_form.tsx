import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { api, ask } from "../api/client";
import { Field } from "../frame/field";
import { FailedAct } from "../frame/states";
import { useWords } from "../words/words";
import { useMe } from "./use_session";

export function PasswordForm() {
  const words = useWords();
  const me = useMe();
  const [given, setGiven] = useState({ old_password: "", password: "" });
  const change = useMutation({
    mutationFn: () => ask(api.PUT("/api/session/password", { body: given })),
    onSuccess: () => setGiven({ old_password: "", password: "" }),
  });
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        change.mutate();
      }}
    >
      <h2>{words.me.password}</h2>
      <input type="text" autoComplete="username" value={me.handle} readOnly hidden />
      <Field label={words.me.old_password}>
        {(props) => (
          <input
            {...props}
            required
            type="password"
            autoComplete="current-password"
            value={given.old_password}
            onChange={(event) => setGiven({ ...given, old_password: event.target.value })}
          />
        )}
      </Field>
      <Field label={words.me.new_password} hint={words.one_time_link.password_hint}>
        {(props) => (
          <input
            {...props}
            required
            type="password"
            minLength={12}
            maxLength={1024}
            autoComplete="new-password"
            value={given.password}
            onChange={(event) => setGiven({ ...given, password: event.target.value })}
          />
        )}
      </Field>
      <FailedAct failure={change.error} />
      <button type="submit" className="quiet" disabled={change.isPending}>
        {words.me.change}
      </button>{" "}
      <span role="status">{change.isSuccess && words.me.changed}</span>
    </form>
  );
}
