import { memberName } from "../members/names";
import { hasTexts } from "../occasions/object_words";
import type { Occasion, Touch } from "../occasions/occasions";
import type { NetworkData, TraceSummary } from "../report/data";
import { expected } from "../words/chance";
import { duration, seconds } from "../words/numbers";
import { Plain, PostText, plain, Veiled } from "../words/text";
import { useTimes } from "../words/times";
import { sayTrace, useViewWords, type ViewTexts } from "../words/view_words";

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
  const words = useViewWords();
  const { objects } = network;
  const trace = traces[objects.trace[occasion.object]];
  return (
    <section className="opened" aria-labelledby="occasion-heading">
      <header>
        <h3 id="occasion-heading" tabIndex={-1}>
          {times.moment(occasion.start)} <span className="soft">· {sayTrace(trace, words)}</span>
        </h3>
        <button type="button" className="quiet" onClick={onClose}>
          {words.close}
        </button>
      </header>
      <p className="object">
        <Veiled>
          <Plain text={objects.object[occasion.object]} limit={300} />
        </Veiled>
        {objects.source[occasion.object] !== null && (
          <span className="soft">
            {" "}
            {words.posts.from} <Plain text={objects.source[occasion.object] ?? ""} />
          </span>
        )}
      </p>
      <p className="small soft">
        {words.posts.within(
          occasion.together,
          duration(occasion.window_seconds),
          objects.touches[occasion.object],
          objects.accounts[occasion.object],
        )}{" "}
        {sayJudged(network, occasion, words.posts)}
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

function sayJudged({ objects }: NetworkData, { object, judged }: Occasion, words: ViewTexts["posts"]): string {
  const [seen, by_chance] = [objects.seen[object], objects.expected[object]];
  if (seen === null || by_chance === null) return words.not_tested;
  return words.tested(judged, seen, expected(by_chance));
}

// Some tables have no texts, and that must not look like a loss.
export function NoTexts() {
  return <p className="small not-known">{useViewWords().posts.no_texts}</p>;
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
  const words = useViewWords().touch;
  const name = memberName(network.members, touch.member);
  return (
    <li className={is_chosen ? "chosen" : undefined}>
      <span className={touch.together ? "gap" : "gap alone"}>
        {before ? `+${seconds(touch.time - before.time)}` : words.first}
      </span>
      <span className="who">
        <button type="button" className="link" onClick={() => onMember(touch.member)} title={plain(name, 200)}>
          <Plain text={name} limit={44} />
        </button>
        <span className="soft small">
          {times.clock(touch.time)}
          {touch.after > 0
            ? `, ${words.after(duration(touch.after))}`
            : touch.after < 0
              ? `, ${words.before(duration(-touch.after))}`
              : ""}
        </span>
      </span>
      <Post network={network} post={touch.post} />
    </li>
  );
}

// One post as the table has it. Links are shown, not followed: nobody should open a stranger's link by a slip.
export function Post({ network, post }: { network: NetworkData; post: number }) {
  const words = useViewWords();
  const { posts } = network;
  if (post < 0) return null;
  const text = posts.text[post];
  const urls = posts.urls[post];
  const id = posts.post_id[post];
  return (
    <span className="post">
      <span className="kind">{words.kinds[posts.kind[post]] ?? plain(posts.kind[post], 20)}</span>
      {text !== null && <PostText text={text} />}
      {text === null && hasTexts(network) && <span className="not-known post-text">{words.posts.no_text}</span>}
      {urls && (
        <span className="urls">
          <Plain text={urls} limit={200} />
        </span>
      )}
      {id !== null && (
        <span className="post-id">
          {words.posts.post} <Plain text={id} limit={40} />
        </span>
      )}
    </span>
  );
}
