import { memberName } from "../members/names";
import { hasTexts } from "../occasions/object_words";
import type { Occasion, Touch } from "../occasions/occasions";
import type { NetworkData, TraceSummary } from "../report/data";
import { expected } from "../words/chance";
import { counted, duration, seconds } from "../words/numbers";
import { Plain, PostText, plain, Veiled } from "../words/text";
import { useTimes } from "../words/times";

interface OccasionPostsProps {
  network: NetworkData;
  traces: TraceSummary[];
  occasion: Occasion;
  member: number | null;
  onMember: (member: number) => void;
  onClose: () => void;
}

// Where every dot ends: the posts of one occasion, in the order in which they came, with the seconds between.
export function OccasionPosts({ network, traces, occasion, member, onMember, onClose }: OccasionPostsProps) {
  const times = useTimes();
  const { objects } = network;
  const trace = traces[objects.trace[occasion.object]];
  return (
    <section className="opened" aria-labelledby="occasion-heading">
      <header>
        <h3 id="occasion-heading" tabIndex={-1}>
          {times.moment(occasion.start)} <span className="soft">· {trace?.description ?? "shared"}</span>
        </h3>
        <button type="button" className="quiet" onClick={onClose}>
          Close
        </button>
      </header>
      <p className="object">
        <Veiled>
          <Plain text={objects.object[occasion.object]} limit={300} />
        </Veiled>
        {objects.source[occasion.object] !== null && (
          <span className="soft">
            {" "}
            from <Plain text={objects.source[occasion.object] ?? ""} />
          </span>
        )}
      </p>
      <p className="small soft">
        {counted(occasion.together, "account")} of the network within {duration(occasion.window_seconds)} of another;{" "}
        {counted(objects.touches[occasion.object], "touch", "touches")} by{" "}
        {counted(objects.accounts[occasion.object], "account")} in all. {sayJudged(network, occasion)}
      </p>
      {!hasTexts(network) && <NoTexts />}
      <ol className="posts-in-order">
        {occasion.touches.map((touch, at) => (
          <PostInOrder
            key={`${touch.member} ${touch.time} ${touch.post}`}
            network={network}
            touch={touch}
            before={occasion.touches[at - 1]}
            is_chosen={touch.member === member}
            onMember={onMember}
          />
        ))}
      </ol>
    </section>
  );
}

function sayJudged({ objects }: NetworkData, { object, judged }: Occasion): string {
  const [seen, by_chance] = [objects.seen[object], objects.expected[object]];
  if (seen === null || by_chance === null) return "It took no part in the test.";
  const meetings = `${counted(seen, "meeting")} seen, ${expected(by_chance)} by chance`;
  return `${judged ? "It judged the network and was not used to find it" : "It did not judge the network"}: ${meetings}.`;
}

// Some tables have no texts, and that must not look like a loss.
export function NoTexts() {
  return <p className="small not-known">There are no texts here: it is known who shared what, and when.</p>;
}

interface PostInOrderProps {
  network: NetworkData;
  touch: Touch;
  before: Touch | undefined;
  is_chosen: boolean;
  onMember: (member: number) => void;
}

function PostInOrder({ network, touch, before, is_chosen, onMember }: PostInOrderProps) {
  const times = useTimes();
  const name = memberName(network.members, touch.member);
  return (
    <li className={is_chosen ? "chosen" : undefined}>
      <span className={touch.together ? "gap" : "gap alone"}>
        {before ? `+${seconds(touch.time - before.time)}` : "first"}
      </span>
      <span className="who">
        <button type="button" className="link" onClick={() => onMember(touch.member)} title={plain(name, 200)}>
          <Plain text={name} limit={44} />
        </button>
        <span className="soft small">
          {times.clock(touch.time)}
          {touch.after > 0
            ? `, ${duration(touch.after)} after the first`
            : touch.after < 0
              ? `, ${duration(-touch.after)} before`
              : ""}
        </span>
      </span>
      <Post network={network} post={touch.post} />
    </li>
  );
}

// One post as the table has it. Links are shown, not followed: nobody should open a stranger's link by a slip.
export function Post({ network, post }: { network: NetworkData; post: number }) {
  const { posts } = network;
  if (post < 0) return null;
  const text = posts.text[post];
  const urls = posts.urls[post];
  const id = posts.post_id[post];
  return (
    <span className="post">
      <span className="kind">{plain(posts.kind[post], 20)}</span>
      {text !== null && <PostText text={text} />}
      {text === null && hasTexts(network) && <span className="not-known post-text">text not known</span>}
      {urls && (
        <span className="urls">
          <Plain text={urls} limit={200} />
        </span>
      )}
      {id !== null && (
        <span className="post-id">
          post <Plain text={id} limit={40} />
        </span>
      )}
    </span>
  );
}
