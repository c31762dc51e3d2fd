import { useRef, useState } from "react";
import { bytes, count } from "../../words/numbers";
import { Field } from "../frame/field";
import { FailedAct } from "../frame/states";
import { useSettings } from "../settings/use_settings";
import { useWords } from "../words/words";
import { callFile } from "./options";
import { upload } from "./upload";

interface FileChoiceProps {
  files: string[];
  onChange: (change: (files: string[]) => string[]) => void; // several files come one after another
  onUploading: (is_uploading: boolean) => void;
}

// Files go up from this computer, or are named where the server may read.
export function FileChoice({ files, onChange, onUploading }: FileChoiceProps) {
  const words = useWords().new_run;
  const add = (file: string) => onChange((others) => [...others.filter((each) => each !== file), file]);
  return (
    <fieldset className="plain">
      <legend>{words.files}</legend>
      <Uploading onUploaded={add} onUploading={onUploading} />
      <FromFolder onNamed={add} />
      {files.length > 0 && (
        <ul className="plain-list">
          {files.map((file) => (
            <li key={file}>
              <bdi className="mono">{file.startsWith("upload:") ? callFile(file) : file.slice(-120)}</bdi>{" "}
              <button
                type="button"
                className="quiet"
                aria-label={`${words.remove} ${callFile(file)}`}
                onClick={() => onChange((others) => others.filter((each) => each !== file))}
              >
                {words.remove}
              </button>
            </li>
          ))}
        </ul>
      )}
    </fieldset>
  );
}

interface UploadingProps {
  onUploaded: (file: string) => void;
  onUploading: (is_uploading: boolean) => void;
}

function Uploading({ onUploaded, onUploading }: UploadingProps) {
  const words = useWords().new_run;
  const [going, setGoing] = useState<{ name: string; size: number; share: number } | null>(null);
  const [failure, setFailure] = useState<Error | null>(null);
  const stop = useRef<AbortController | null>(null);
  const send = async (chosen: File[]) => {
    setFailure(null);
    onUploading(true);
    stop.current = new AbortController();
    try {
      for (const file of chosen) {
        const told = { name: file.name, size: file.size };
        setGoing({ ...told, share: 0 });
        const done = await upload(file, (share) => setGoing({ ...told, share }), stop.current.signal);
        onUploaded(done.file);
      }
    } catch (error) {
      if (!stop.current.signal.aborted) setFailure(error as Error);
    }
    setGoing(null);
    onUploading(false);
  };
  return (
    <>
      <Field label={words.upload} hint={words.upload_hint}>
        {(props) => (
          <input
            {...props}
            type="file"
            multiple
            disabled={going !== null}
            onChange={(event) => {
              send([...(event.target.files ?? [])]); // the list itself empties with the field
              event.target.value = "";
            }}
          />
        )}
      </Field>
      {going && (
        <p role="status">
          <bdi>{going.name.slice(0, 80)}</bdi>, {bytes(going.size)}{" "}
          <progress value={going.share} aria-label={words.upload}>
            {count(Math.round(100 * going.share))}%
          </progress>{" "}
          <button type="button" className="quiet" onClick={() => stop.current?.abort()}>
            {words.cancel}
          </button>
        </p>
      )}
      <FailedAct failure={failure} />
    </>
  );
}

function FromFolder({ onNamed }: { onNamed: (path: string) => void }) {
  const words = useWords().new_run;
  const folders = useSettings().data?.run_folders ?? [];
  const [path, setPath] = useState("");
  if (folders.length === 0) return <p className="hint">{words.no_folders}</p>;
  return (
    <div className="with-button">
      <Field label={words.path} hint={`${words.path_hint} ${folders.join(", ").slice(0, 400)}`}>
        {(props) => (
          <input
            {...props}
            className="mono"
            spellCheck={false}
            maxLength={4096}
            value={path}
            onChange={(event) => setPath(event.target.value)}
          />
        )}
      </Field>
      <button
        type="button"
        className="quiet"
        disabled={path.trim() === ""}
        onClick={() => {
          onNamed(path.trim());
          setPath("");
        }}
      >
        {words.add}
      </button>
    </div>
  );
}
