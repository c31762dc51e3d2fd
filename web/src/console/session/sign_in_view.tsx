import { useState } from "react";
import { Field } from "../frame/field";
import { FailedAct } from "../frame/states";
import { useWords } from "../words/words";
import { useSignIn } from "./use_session";

export function SignInView({ is_again }: { is_again?: boolean }) {
  const words = useWords().sign_in;
  const sign_in = useSignIn();
  const [given, setGiven] = useState({ handle: "", password: "", totp: "" });
  const set = (name: keyof typeof given) => (event: React.ChangeEvent<HTMLInputElement>) =>
    setGiven({ ...given, [name]: event.target.value });
  return (
    <form
      className="door"
      onSubmit={(event) => {
        event.preventDefault();
        sign_in.mutate({ ...given, totp: given.totp.replace(/\s/g, "") });
      }}
    >
      {is_again ? <p>{words.ended}</p> : <h1>{words.title}</h1>}
      <Field label={words.handle}>
        {(props) => <input {...props} required autoComplete="username" value={given.handle} onChange={set("handle")} />}
      </Field>
      <Field label={words.password}>
        {(props) => (
          <input
            {...props}
            required
            type="password"
            autoComplete="current-password"
            value={given.password}
            onChange={set("password")}
          />
        )}
      </Field>
      <Field label={words.totp} hint={words.totp_hint}>
        {(props) => (
          <input
            {...props}
            inputMode="numeric"
            autoComplete="one-time-code"
            pattern="[0-9 ]{6,7}"
            value={given.totp}
            onChange={set("totp")}
          />
        )}
      </Field>
      <FailedAct failure={sign_in.error} />
      <button type="submit" className="main-act" disabled={sign_in.isPending}>
        {words.act}
      </button>
      <p className="hint">{words.no_account}</p>
    </form>
  );
}
