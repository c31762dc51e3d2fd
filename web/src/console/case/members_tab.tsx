import { useCallback, useRef, useState } from "react";
import { choose, useChoice } from "../../address/address";
import type { Member } from "../api/types";
import { useKeys } from "../frame/keys";
import { Asked, FailedAct } from "../frame/states";
import { useMay, useMe } from "../session/use_session";
import { useWords } from "../words/words";
import { MemberTable } from "./member_table";
import { ReasonSheet } from "./reason_sheet";
import { type SeenCase, useChangeMember, useMembers } from "./use_case";

// Everybody who was found, the surest first; each is kept or taken out for a reason of its own.
export function MembersTab({ seen }: { seen: SeenCase }) {
  const members = useMembers(seen.summary.case_id);
  return <Asked query={members}>{(rows) => <Members seen={seen} members={rows} />}</Asked>;
}

function Members({ seen, members }: { seen: SeenCase; members: Member[] }) {
  const words = useWords().members;
  const may = useMay();
  const me = useMe();
  const [of, setOf] = useChoice("of");
  const [asks, setAsks] = useState<Member | null>(null);
  const change = useChangeMember(seen);
  const shown = useRef<Member[]>(members);
  const onShown = useCallback((rows: Member[]) => {
    shown.current = rows;
  }, []);
  const walk = (way: number) => {
    const at = shown.current.findIndex((member) => member.account_id === of);
    const next = shown.current[Math.max(0, Math.min(shown.current.length - 1, at + way))];
    if (next) setOf(next.account_id);
  };
  const { claimed_by, state } = seen.summary;
  const is_free = claimed_by === null || claimed_by === me.person_id;
  const may_change = may("analyst", "reviewer") && is_free && state !== "proposed" && state !== "in_review";
  const ask = may_change
    ? (member: Member | undefined) => {
        if (!member) return;
        change.reset();
        setAsks(member);
      }
    : null;
  useKeys({
    j: () => walk(1),
    k: () => walk(-1),
    x: () => ask?.(members.find((member) => member.account_id === of)),
  });
  const kept = members.filter((member) => member.kept).length;
  return (
    <>
      <p className="small soft members-lead" role="status">
        {words.kept(kept, members.length)} {words.confidence_means}
      </p>
      {!asks && <FailedAct failure={change.error} />}
      <MemberTable
        members={members}
        chosen={of}
        onChoose={(account_id) => choose({ of: account_id }, "adjust")}
        onAsk={ask}
        onShown={onShown}
      />
      <p className="key-line">{words.keys.map(([key, what]) => [<kbd key={key}>{key}</kbd>, ` ${what} `])}</p>
      {asks && (
        <ReasonSheet
          member={asks}
          failure={change.error}
          is_busy={change.isPending}
          onClose={() => setAsks(null)}
          onGive={(reason) =>
            change.mutate({ account_id: asks.account_id, kept: !asks.kept, reason }, { onSuccess: () => setAsks(null) })
          }
        />
      )}
    </>
  );
}
