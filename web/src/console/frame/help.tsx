import { useWords } from "../words/words";
import { turnKeys, useKeysOn } from "./keys";
import { Sheet } from "./sheet";

// Every key that works, and the way to turn them off.
export function Help({ onClose }: { onClose: () => void }) {
  const words = useWords().help;
  const on = useKeysOn();
  return (
    <Sheet title={words.title} onClose={onClose}>
      <div className="halves">
        {words.groups.map((group) => (
          <section key={group.title}>
            <h3>{group.title}</h3>
            <dl className="keys">
              {group.keys.map(([keys, what]) => (
                <div key={keys} className="setting">
                  <dt>
                    {keys.split(" ").map((key) => (
                      <kbd key={key}>{key}</kbd>
                    ))}
                  </dt>
                  <dd>{what}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <label className="check">
        <input type="checkbox" checked={on} onChange={(event) => turnKeys(event.target.checked)} /> {words.on}
      </label>
    </Sheet>
  );
}
