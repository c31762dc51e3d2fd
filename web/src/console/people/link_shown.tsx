import { useState } from "react";
import { copyText } from "../../table/copy";
import type { OneTimeLink } from "../api/types";
import { Moment } from "../frame/moments";
import { useWords } from "../words/words";

// A link that works once; nobody can read it again, so it is shown until the page is left.
export function LinkShown({ name, link }: { name: string; link: OneTimeLink }) {
  const words = useWords().people;
  const [said, setSaid] = useState("");
  const address = `${location.origin}/invitation/${link.token}`;
  return (
    <div className="shown-once" role="status">
      <p>
        {words.link} <bdi>{name.slice(0, 100)}</bdi>, {words.until} <Moment at={link.expires_at} />:
      </p>
      <p className="command">{address}</p>
      <button
        type="button"
        className="quiet"
        onClick={async () => setSaid((await copyText(address)) ? words.copied : words.not_copied)}
      >
        {words.copy}
      </button>{" "}
      {said}
    </div>
  );
}
