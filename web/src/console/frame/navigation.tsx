import { linkTo, useChoice, usePath } from "../../address/address";
import { useNarrow } from "../../marks/narrow";
import { useTimes } from "../../words/times";
import type { Role } from "../api/types";
import { useUnseen } from "../case/mentions_seen";
import { useMentions } from "../case/use_notes";
import { useMay, useMe } from "../session/use_session";
import { useWords } from "../words/words";

const READERS: Role[] = ["analyst", "reviewer", "appeals_reviewer", "publisher", "auditor"];
const PAGES = [
  ["cases", READERS],
  ["accounts", READERS],
  ["appeals", READERS],
  ["reviews", ["reviewer"]],
  ["runs", READERS],
  ["notices", READERS],
  ["outbox", ["publisher", "auditor"]],
  ["policies", [...READERS, "administrator"]],
  ["audit", ["auditor", "reviewer"]],
  ["people", ["administrator"]],
  ["settings", ["administrator"]],
] as const satisfies [string, readonly Role[]][];

// Only the pages that one's roles open; on a phone behind one word.
export function Navigation({ onHelp }: { onHelp: () => void }) {
  const words = useWords().bar;
  const may = useMay();
  const [first] = usePath();
  useChoice("zone"); // the links keep it
  const narrow = useNarrow();
  const links = PAGES.filter(([, roles]) => may(...roles)).map(([page]) => (
    <a key={page} href={linkTo([page])} aria-current={first === page ? "page" : undefined}>
      {words.pages[page]}
    </a>
  ));
  const mine = <Mine onHelp={onHelp} />;
  if (!narrow)
    return (
      <>
        <nav aria-label={words.navigation}>{links}</nav>
        {mine}
      </>
    );
  return (
    <>
      {mine}
      <details className="menu" key={first}>
        <summary>{words.menu}</summary>
        <nav aria-label={words.navigation}>{links}</nav>
      </details>
    </>
  );
}

function Mine({ onHelp }: { onHelp: () => void }) {
  const words = useWords().bar;
  const me = useMe();
  const may = useMay();
  const zone = useTimes().zone.replaceAll("_", " ");
  return (
    <div className="settings-bar mine">
      {may(...READERS) && <Mentions />}
      <a href={linkTo(["me"])} className="zone" aria-label={`${words.zone} ${zone}`}>
        {zone}
      </a>
      <a href={linkTo(["me"])}>
        <bdi>{me.name.slice(0, 40)}</bdi>
      </a>
      <button type="button" className="key" onClick={onHelp} aria-label={words.help}>
        ?
      </button>
    </div>
  );
}

function Mentions() {
  const words = useWords().bar;
  const me = useMe();
  const unseen = useUnseen(me.handle, useMentions().data ?? []);
  if (unseen.length === 0) return null;
  return <a href={linkTo(["me", "mentions"])}>{words.mentions(unseen.length)}</a>;
}
