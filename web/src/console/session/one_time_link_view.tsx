import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { goTo } from "../../address/address";
import { api, ask } from "../api/client";
import type { Invitation } from "../api/types";
import { Field } from "../frame/field";
import { Asked, FailedAct } from "../frame/states";
import { useWords } from "../words/words";
import { enter } from "./use_session";

// A one-time link: the first administrator, somebody invited, or a password set anew.
export function OneTimeLinkView({ token }: { token: string }) {
  const invitation = useQuery({
    queryKey: ["invitation", token],
    queryFn: () => ask(api.GET("/api/invitations/{token}", { params: { path: { token } } })),
    retry: false,
  });
  return (
    <Asked query={invitation} is_page>
      {(data) => <NewPasswordForm token={token} invitation={data} />}
    </Asked>
  );
}

function NewPasswordForm({ token, invitation }: { token: string; invitation: Invitation }) {
  const words = useWords().one_time_link;
  const is_first = invitation.purpose === "first";
  const [given, setGiven] = useState({ handle: invitation.handle, name: invitation.name, password: "" });
  const accept = useMutation({
    mutationFn: () => ask(api.POST("/api/invitations/{token}", { params: { path: { token } }, body: given })),
    onSuccess: (session) => {
      goTo("/");
      enter(session);
    },
  });
  const set = (name: keyof typeof given) => (event: React.ChangeEvent<HTMLInputElement>) =>
    setGiven({ ...given, [name]: event.target.value });
  return (
    <form
      className="door"
      onSubmit={(event) => {
        event.preventDefault();
        accept.mutate();
      }}
    >
      <h1>{is_first ? words.first : invitation.purpose === "reset" ? words.reset : words.invited}</h1>
      {is_first && <p>{words.first_hint}</p>}
      <Field label={words.handle} hint={is_first ? words.handle_hint : undefined}>
        {(props) => (
          <input
            {...props}
            required
            readOnly={!is_first}
            pattern="[a-z0-9._\-]{1,64}"
            autoComplete="username"
            value={given.handle}
            onChange={set("handle")}
          />
        )}
      </Field>
      {is_first && (
        <Field label={words.name} hint={words.name_hint}>
          {(props) => (
            <input {...props} required maxLength={200} autoComplete="name" value={given.name} onChange={set("name")} />
          )}
        </Field>
      )}
      <Field label={words.password} hint={words.password_hint}>
        {(props) => (
          <input
            {...props}
            required
            type="password"
            minLength={12}
            maxLength={1024}
            autoComplete="new-password"
            value={given.password}
            onChange={set("password")}
          />
        )}
      </Field>
      <FailedAct failure={accept.error} />
      <button type="submit" className="main-act" disabled={accept.isPending}>
        {words.act}
      </button>
    </form>
  );
}
