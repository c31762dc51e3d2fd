import { type ReactNode, useEffect, useId, useRef } from "react";
import { useWords } from "../words/words";

// A dialog above the page: the browser keeps the focus inside and gives it back, Escape closes.
export function Sheet({ title, onClose, children }: { title: string; onClose: () => void; children: ReactNode }) {
  const words = useWords();
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useId();
  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  return (
    <dialog ref={dialog} className="sheet" aria-labelledby={heading} onClose={onClose}>
      <header>
        <h2 id={heading}>{title}</h2>
        <button type="button" className="quiet" onClick={() => dialog.current?.close()}>
          {words.states.close}
        </button>
      </header>
      {children}
    </dialog>
  );
}
