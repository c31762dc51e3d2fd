import { useState } from "react";
import { goTo, linkTo } from "../../address/address";
import { Field } from "../frame/field";
import { FailedAct } from "../frame/states";
import { useWords } from "../words/words";
import { FileChoice } from "./file_choice";
import { Inspected } from "./inspected";
import { callFile, parseOptions } from "./options";
import { useInspect, useStartRun } from "./use_runs";

// Files, what the program sees in them, what is asked for: then the detection.
export function NewRunView() {
  const words = useWords().new_run;
  const [name, setName] = useState("");
  const [files, setFiles] = useState<string[]>([]);
  const [is_uploading, setUploading] = useState(false); // nobody means a part of what they chose
  const [options, setOptions] = useState("");
  const inspect = useInspect();
  const start = useStartRun();
  const asked = { files, options: parseOptions(options) };
  return (
    <>
      <p className="crumbs">
        <a href={linkTo(["runs"])}>{words.back}</a>
      </p>
      <h1>{words.title}</h1>
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          start.mutate(
            { name: name.trim() || callFile(files[0] ?? ""), ...asked },
            { onSuccess: (run) => goTo(linkTo(["runs", String(run.run_id)])) },
          );
        }}
      >
        <FileChoice
          files={files}
          onChange={(change) => {
            inspect.reset();
            setFiles(change);
          }}
          onUploading={setUploading}
        />
        <p>
          <button
            type="button"
            className="quiet"
            disabled={files.length === 0 || is_uploading || inspect.isPending}
            onClick={() => inspect.mutate(asked)}
          >
            {inspect.isPending ? words.inspecting : words.inspect}
          </button>
        </p>
        <FailedAct failure={inspect.error} />
        {inspect.data && <Inspected inspection={inspect.data} />}
        <Field label={words.options} hint={words.options_hint}>
          {(props) => (
            <input
              {...props}
              className="mono"
              spellCheck={false}
              value={options}
              onChange={(event) => setOptions(event.target.value)}
            />
          )}
        </Field>
        <Field label={words.name} hint={words.name_hint}>
          {(props) => (
            <input {...props} maxLength={200} value={name} onChange={(event) => setName(event.target.value)} />
          )}
        </Field>
        <FailedAct failure={start.error} />
        <button type="submit" className="main-act" disabled={files.length === 0 || is_uploading || start.isPending}>
          {words.act}
        </button>
      </form>
    </>
  );
}
