import { useMutation } from "@tanstack/react-query";
import { QRCodeSVG } from "qrcode.react";
import { useState } from "react";
import { api, ask } from "../api/client";
import { queries } from "../api/queries";
import { Field } from "../frame/field";
import { FailedAct } from "../frame/states";
import { useWords } from "../words/words";
import { useMe } from "./use_session";

// The second factor: a secret for the phone, which counts once a code of it was typed.
export function TotpForm() {
  const words = useWords().me;
  const me = useMe();
  const [code, setCode] = useState("");
  const [password, setPassword] = useState("");
  const begin = useMutation({ mutationFn: () => ask(api.POST("/api/session/totp")) });
  const confirm = useMutation({
    mutationFn: (given: { code: string; password?: string }) => ask(api.PUT("/api/session/totp", { body: given })),
    onSuccess: () => {
      setCode("");
      setPassword("");
      begin.reset();
      queries.invalidateQueries({ queryKey: ["session"] });
    },
  });
  const secret = begin.data && new URL(begin.data.otpauth).searchParams.get("secret");
  return (
    <section>
      <h2>{words.totp}</h2>
      <p className="reading">{me.totp ? words.totp_on : words.totp_off}</p>
      {!begin.data && me.totp && (
        <form
          className="form"
          onSubmit={(event) => {
            event.preventDefault();
            confirm.mutate({ code: "", password });
          }}
        >
          <input type="text" autoComplete="username" value={me.handle} readOnly hidden />
          <Field label={words.totp_password}>
            {(props) => (
              <input
                {...props}
                required
                type="password"
                autoComplete="current-password"
                value={password}
                onChange={(event) => setPassword(event.target.value)}
              />
            )}
          </Field>
          <button type="submit" className="quiet" disabled={confirm.isPending}>
            {words.totp_end}
          </button>
        </form>
      )}
      {!begin.data && !me.totp && (
        <div className="buttons">
          <button type="button" className="quiet" disabled={begin.isPending} onClick={() => begin.mutate()}>
            {words.totp_begin}
          </button>
        </div>
      )}
      {begin.data && (
        <form
          className="form"
          onSubmit={(event) => {
            event.preventDefault();
            confirm.mutate({ code: code.replace(/\s/g, "") });
          }}
        >
          <p>{words.totp_secret}</p>
          <QRCodeSVG value={begin.data.otpauth} title={words.totp_picture} size={200} marginSize={4} />
          <p className="command">{secret?.replace(/(.{4})/g, "$1 ").trim()}</p>
          <p className="small">
            <a href={begin.data.otpauth}>{words.totp_open}</a>
          </p>
          <Field label={words.totp_code}>
            {(props) => (
              <input
                {...props}
                required
                inputMode="numeric"
                autoComplete="one-time-code"
                pattern="[0-9 ]{6,7}"
                value={code}
                onChange={(event) => setCode(event.target.value)}
              />
            )}
          </Field>
          <button type="submit" className="quiet" disabled={confirm.isPending}>
            {words.totp_confirm}
          </button>
        </form>
      )}
      <FailedAct failure={begin.error ?? confirm.error} />
    </section>
  );
}
