import { useEffect } from "react";
import { useChoice, usePath } from "../../address/address";
import { useTimes } from "../../words/times";
import type { Note } from "../api/types";
import { Tabs } from "../case/case_tabs";
import { seeMentions } from "../case/mentions_seen";
import { OneNote } from "../case/notes_tab";
import { useMentions } from "../case/use_notes";
import { LanguageSelect, SchemeSelect } from "../frame/bar";
import { turnKeys, useKeysOn } from "../frame/keys";
import { Asked, None } from "../frame/states";
import { useWords } from "../words/words";
import { PasswordForm } from "./password_form";
import { TokensForm } from "./tokens_form";
import { TotpForm } from "./totp_form";
import { useMe, useSignOut } from "./use_session";

// What is mine: who calls me, how it looks, how I get in.
export function MeView() {
  const words = useWords();
  const say = words.me;
  const me = useMe();
  const sign_out = useSignOut();
  const tab = usePath()[1] ?? "desk";
  const tabs: [string, string][] = [
    ["desk", say.desk],
    ["mentions", say.mentions],
    ["access", say.access],
    ["tokens", say.tokens],
  ];
  return (
    <>
      <h1>
        <bdi>{me.name.slice(0, 100)}</bdi> <span className="soft light">· {me.handle}</span>
      </h1>
      <p className="small soft">{me.roles.map((role) => words.roles[role]).join(", ")}</p>
      <p>
        <button type="button" className="quiet" disabled={sign_out.isPending} onClick={() => sign_out.mutate()}>
          {say.sign_out}
        </button>
      </p>
      <Tabs label={say.title} tabs={tabs} tab={tab} path={["me"]} />
      {tab === "desk" && <DeskSettings />}
      {tab === "mentions" && <Mentions />}
      {tab === "access" && (
        <>
          <PasswordForm />
          <TotpForm />
        </>
      )}
      {tab === "tokens" && <TokensForm />}
    </>
  );
}

function DeskSettings() {
  const words = useWords();
  const times = useTimes();
  const [, setZone] = useChoice("zone");
  const keys = useKeysOn();
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const zones = [...new Set(["UTC", own, ...Intl.supportedValuesOf("timeZone")])];
  return (
    <div className="form stacked">
      <LanguageSelect />
      <SchemeSelect />
      <label>
        <span className="soft">{words.me.zone}</span>{" "}
        <select
          value={times.zone}
          onChange={(event) => setZone(event.target.value === "UTC" ? null : event.target.value)}
        >
          {zones.map((zone) => (
            <option key={zone} value={zone}>
              {zone.replaceAll("_", " ")}
            </option>
          ))}
        </select>
      </label>
      <label className="check">
        <input type="checkbox" checked={keys} onChange={(event) => turnKeys(event.target.checked)} /> {words.help.on}
      </label>
    </div>
  );
}

function Mentions() {
  const words = useWords();
  return (
    <Asked query={useMentions()}>
      {(notes) => (notes.length === 0 ? <None>{words.me.no_mentions}</None> : <Seen notes={notes} />)}
    </Asked>
  );
}

function Seen({ notes }: { notes: Note[] }) {
  const { handle } = useMe();
  useEffect(() => seeMentions(handle, notes), [handle, notes]);
  return notes.map((note) => <OneNote key={note.note_id} note={note} with_case />);
}
