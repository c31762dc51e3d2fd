import { useState } from "react";
import type { SettingsChange } from "../api/types";
import { Field } from "../frame/field";
import { Asked, FailedAct } from "../frame/states";
import { useWords } from "../words/words";
import { EraseForm } from "./erase_form";
import { type SeenSettings, useChangeSettings, useSettings } from "./use_settings";

// What an administrator may choose; every change is an entry of the history.
export function SettingsView() {
  const words = useWords().settings;
  return (
    <>
      <h1>{words.title}</h1>
      <p className="reading">{words.means}</p>
      <Asked query={useSettings()}>{(settings) => <SettingsForm settings={settings} />}</Asked>
      <EraseForm />
    </>
  );
}

type NumberName =
  | "second_opinion_above"
  | "case_days"
  | "appeal_days"
  | "appeal_answer_days"
  | "quality_share"
  | "session_hours"
  | "retention_posts_days"
  | "retention_notes_days"
  | "retention_files_days";
type TextName = "webhook_url" | "public_url" | "language";

const LIMITS: Record<NumberName, [min: number, max: number, step: number]> = {
  second_opinion_above: [0, 1_000_000, 1],
  case_days: [1, 3650, 1],
  appeal_days: [183, 3650, 1],
  appeal_answer_days: [1, 365, 1],
  quality_share: [0, 1, 0.01],
  session_hours: [1, 720, 1],
  retention_posts_days: [0, 36500, 1],
  retention_notes_days: [0, 36500, 1],
  retention_files_days: [0, 36500, 1],
};

function SettingsForm({ settings }: { settings: SeenSettings }) {
  const words = useWords().settings;
  const [change, setChange] = useState<SettingsChange>({});
  const [etag, setEtag] = useState(settings.etag); // of what was seen when the first change was typed
  const save = useChangeSettings();
  const now = { ...settings, ...change };
  const set = (next: SettingsChange) => {
    save.reset();
    if (Object.keys(change).length === 0) setEtag(settings.etag);
    setChange({ ...change, ...next });
  };
  const number = (name: NumberName) => (
    <Field label={words.labels[name]} hint={words.hints[name]}>
      {(props) => (
        <input
          {...props}
          type="number"
          required
          min={LIMITS[name][0]}
          max={LIMITS[name][1]}
          step={LIMITS[name][2]}
          value={now[name]}
          onChange={(event) => set({ [name]: Number(event.target.value) })}
        />
      )}
    </Field>
  );
  const text = (name: TextName) => (
    <Field label={words.labels[name]} hint={words.hints[name]}>
      {(props) => (
        <input
          {...props}
          maxLength={2000}
          value={now[name]}
          onChange={(event) => set({ [name]: event.target.value })}
        />
      )}
    </Field>
  );
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        // After a refusal the newest state is shown: pressed again, that is what was seen.
        save.mutate(
          { ...change, etag: etag || settings.etag },
          { onSuccess: () => setChange({}), onError: () => setEtag("") },
        );
      }}
    >
      <h2>{words.deciding}</h2>
      {number("second_opinion_above")}
      {number("quality_share")}
      {number("case_days")}
      <h2>{words.appealing}</h2>
      {number("appeal_days")}
      {number("appeal_answer_days")}
      {text("public_url")}
      {text("language")}
      <h2>{words.leaving}</h2>
      {text("webhook_url")}
      <Field label={words.labels.webhook_secret} hint={words.hints.webhook_secret}>
        {(props) => (
          <input
            {...props}
            type="password"
            autoComplete="off"
            maxLength={200}
            placeholder={settings.webhook_secret === "set" ? words.secret_set : words.secret_unset}
            value={change.webhook_secret ?? ""}
            onChange={(event) => set({ webhook_secret: event.target.value })}
          />
        )}
      </Field>
      <h2>{words.working}</h2>
      <label className="check">
        <input type="checkbox" checked={now.veil_text} onChange={(event) => set({ veil_text: event.target.checked })} />{" "}
        {words.labels.veil_text}
      </label>
      {number("session_hours")}
      <Field label={words.labels.run_folders} hint={words.hints.run_folders}>
        {(props) => (
          <textarea
            {...props}
            rows={3}
            className="mono"
            value={now.run_folders.join("\n")}
            onChange={(event) => set({ run_folders: event.target.value.split("\n") })}
            onBlur={() =>
              change.run_folders && set({ run_folders: change.run_folders.map((each) => each.trim()).filter(Boolean) })
            }
          />
        )}
      </Field>
      <h2>{words.keeping}</h2>
      {number("retention_posts_days")}
      {number("retention_notes_days")}
      {number("retention_files_days")}
      <FailedAct failure={save.error} />
      <button type="submit" className="main-act" disabled={Object.keys(change).length === 0 || save.isPending}>
        {words.save}
      </button>{" "}
      <span role="status" className="soft">
        {save.isSuccess && words.saved}
      </span>
    </form>
  );
}
