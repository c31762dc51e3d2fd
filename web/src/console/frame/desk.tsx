import { useEffect, useRef, useState } from "react";
import { goTo, linkTo, usePath } from "../../address/address";
import { VeilTexts } from "../../words/text";
import { useLive } from "../api/live";
import { SignInView } from "../session/sign_in_view";
import { leave, useHasEnded } from "../session/use_session";
import { useSettings } from "../settings/use_settings";
import { useWords } from "../words/words";
import { Bar } from "./bar";
import { Help } from "./help";
import { useKeys } from "./keys";
import { Navigation } from "./navigation";
import { Pages } from "./pages";
import { Sheet } from "./sheet";

// Where people work: the way to every page, the keys that work everywhere, and the page itself.
export function Desk() {
  const words = useWords();
  const ended = useHasEnded();
  const live = useLive(ended);
  const [helps, setHelps] = useState(false);
  const settings = useSettings();
  useKeys({ "?": () => setHelps(true), "/": () => goTo(linkTo(["accounts"])) });
  useFocusOnArrival();
  return (
    <VeilTexts value={settings.data?.veil_text ? words.bar.unveil : null}>
      <Bar>
        <Navigation onHelp={() => setHelps(true)} />
      </Bar>
      {live === "broken" && !ended && (
        <p className="broken" role="status">
          {words.bar.not_live}
        </p>
      )}
      <main id="content" tabIndex={-1}>
        <Pages />
      </main>
      {helps && <Help onClose={() => setHelps(false)} />}
      {ended && (
        <Sheet title={words.sign_in.title} onClose={leave}>
          <SignInView is_again />
        </Sheet>
      )}
    </VeilTexts>
  );
}

// A new page begins at its top, for the eye and for a screen reader; tabs of one page do not.
function useFocusOnArrival(): void {
  const page = usePath().slice(0, 2).join("/");
  const last = useRef(page);
  useEffect(() => {
    if (last.current === page) return;
    last.current = page;
    window.scrollTo(0, 0);
    const content = document.getElementById("content");
    if (!content?.contains(document.activeElement)) content?.focus({ preventScroll: true }); // a page may have its own way
  }, [page]);
}
