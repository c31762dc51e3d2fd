import { useMemo } from "react";
import { byOccasions, memberName } from "../members/names";
import { hasTexts } from "../occasions/object_words";
import { findPairPosts, type PairPost } from "../occasions/pair_posts";
import type { NetworkData, TraceSummary } from "../report/data";
import { seconds } from "../words/numbers";
import { Plain, Veiled } from "../words/text";
import { useTimes } from "../words/times";
import { sayTrace, useViewWords, type ViewTexts } from "../words/view_words";
import { MemberSelect } from "./member_select";
import { NoTexts, Post } from "./occasion_posts";

interface PairPostsViewProps {
  network: NetworkData;
  traces: TraceSummary[];
  pair: [number, number] | null;
  onPair: (pair: [number, number] | null) => void;
}

// Any two accounts' posts side by side, the seconds between them in the middle.
export function PairPostsView({ network, traces, pair, onPair }: PairPostsViewProps) {
  const found = useMemo(() => (pair ? findPairPosts(network, ...pair) : []), [network, pair]);
  const words = useViewWords();
  const [a, b] = pair ?? [null, null];
  return (
    <div className="pair-posts">
      <div className="tools">
        <MemberSelect
          members={network.members}
          label={words.pair.left}
          value={a}
          onChange={(next) => onPair([next, b ?? otherThan(network, next)])}
        />
        <MemberSelect
          members={network.members}
          label={words.pair.right}
          value={b}
          onChange={(next) => onPair([a ?? otherThan(network, next), next])}
        />
        {pair && (
          <button type="button" className="quiet" onClick={() => onPair(null)}>
            {words.close}
          </button>
        )}
      </div>
      {pair && (
        <>
          <p className="small">
            <b>{words.pair.shared(found.length)}</b> {words.pair.within}
            {sayWhoLeads(found, words.pair)}
          </p>
          {found.length === 0 ? (
            <p className="none">{words.pair.none}</p>
          ) : (
            <>
              {!hasTexts(network) && <NoTexts />}
              <ol className="side-by-side">
                {found.map((each) => (
                  <SideBySide key={each.object} {...{ network, traces, pair, each }} />
                ))}
              </ol>
            </>
          )}
        </>
      )}
    </div>
  );
}

function otherThan(network: NetworkData, member: number): number {
  return byOccasions(network.members).find((each) => each !== member) ?? member;
}

function sayWhoLeads(found: PairPost[], words: ViewTexts["pair"]): string {
  const left = found.filter((each) => each.gap > 0).length;
  const right = found.filter((each) => each.gap < 0).length;
  const same = found.length - left - right;
  if (found.length === 0) return ".";
  return words.leads(left, right, same);
}

interface SideBySideProps {
  network: NetworkData;
  traces: TraceSummary[];
  pair: [number, number];
  each: PairPost;
}

function SideBySide({ network, traces, pair, each }: SideBySideProps) {
  const words = useViewWords();
  const trace = traces[network.objects.trace[each.object]];
  const side = (member: number, post: { time: number; post: number }) => (
    <PairSide network={network} member={member} time={post.time} post={post.post} />
  );
  return (
    <li>
      <p className="object small">
        <span className="soft">{sayTrace(trace, words)}</span>{" "}
        <Veiled>
          <Plain text={network.objects.object[each.object]} limit={160} />
        </Veiled>
      </p>
      {side(pair[0], each.a)}
      <span className="gap" title={each.gap >= 0 ? words.pair.left_came : words.pair.right_came}>
        {each.gap > 0 && <span aria-hidden="true">→</span>}
        {each.gap < 0 && <span aria-hidden="true">←</span>}
        <b>{seconds(Math.abs(each.gap))}</b>
        <span className="unseen">
          {each.gap > 0 ? words.pair.left_first : each.gap < 0 ? words.pair.right_first : words.pair.same_time}
        </span>
      </span>
      {side(pair[1], each.b)}
    </li>
  );
}

function PairSide({
  network,
  member,
  time,
  post,
}: {
  network: NetworkData;
  member: number;
  time: number;
  post: number;
}) {
  const times = useTimes();
  return (
    <div className="side">
      <p className="small">
        <b>
          <Plain text={memberName(network.members, member)} limit={44} />
        </b>{" "}
        <span className="soft">{times.moment(time)}</span>
      </p>
      <Post network={network} post={post} />
    </div>
  );
}
