import { createContext, type ReactNode, useContext } from "react";
import type { TraceSummary } from "../report/data";
import { count, counted } from "./numbers";

// What the views say that the report and the console share. The report speaks the English that stands here; the console
// gives these words in its reader's language, so that another language costs the report nothing.
export const ENGLISH_VIEWS = {
  program_speaks: null as string | null, // said beside sentences of the program, where they are in another language
  not_known: "not known",
  characters: (number: number) => `${count(number)} characters`,
  first_characters: (number: number) => `the first ${count(number)} are shown`,
  not_drawn: (why: string) => `This part could not be drawn (${why}). The rest of the page is not affected.`,
  close: "Close",
  veiled_object: "text veiled, Enter opens it",
  traces: {} as Record<string, string>, // what a trace is, by its name; where nothing is said, the data's own words
  kinds: {} as Record<string, string>, // of posts, likewise
  shared: "shared",
  headings: {
    occasions: "Every occasion, side by side",
    objects: "What they share",
    side_by_side: "Two accounts' posts, side by side",
    lanes: "When they are active",
    graph: "Who with whom",
    alternatives: "Alternatives considered",
    delays: "How long after the first",
    chance: "Seen, and by chance",
  },
  alternatives: {
    none: "No alternative was considered for this network.",
    alternative: "What else it could be",
    fit: "Does it fit?",
    why: "Why",
    names: {} as Record<string, string>, // by the program's words for them
    fits: {} as Record<string, string>,
  },
  claims: {
    for: "What speaks for it",
    against: "What speaks against it",
    none: "Nothing was found. That may only mean that this data cannot show it.",
    more: (named: string, more: number) => `${named} and ${more} more`,
  },
  delays: {
    none: "There are no delays to look at: everybody came in the same instant, as far as this data tells instants apart.",
    seen: "seen",
    plan: (span: string) => `best plan: all within ${span}`,
    reaction: (median: string) => `best reaction: half within ${median}`,
    later: "later",
    after: "after the first member of an occasion",
    as_table: "The same as a table",
    columns: ["After the first", "Seen", "Best plan", "Best reaction"],
    says_plan: (span: string, ratio: string) =>
      `A plan ends, a reaction has a tail. These delays end: after ${span} hardly anybody comes any more. They speak for a plan (log likelihood ratio ${ratio}).`,
    says_reaction: (median: string, ratio: string) =>
      `A plan ends, a reaction has a tail. These delays have a tail: half come within ${median}, others much later. They speak for a reaction (log likelihood ratio ${ratio}).`,
    says_neither: (ratio: string) =>
      `A plan ends, a reaction has a tail. These delays fit the one about as well as the other (log likelihood ratio ${ratio}), so they do not tell.`,
    cannot_tell:
      "They cannot tell who planned it or why: people who are all told at the same moment end as a plan does, and a plan with loose times has a tail.",
  },
  graph: {
    label: (accounts: number, pairs: number) =>
      `Graph of ${counted(accounts, "account")} and ${counted(pairs, "pair")}. Arrow keys go from account to account, Enter chooses one; plus and minus zoom.`,
    still: "A still picture: this browser gives no WebGL.",
    hint: "Larger: more occasions. Stronger line: more shared objects.",
    paler: "Paler: confidence under 0.9.",
    strongest: (drawn: number, pairs: number) => `The ${count(drawn)} strongest of ${count(pairs)} pairs are drawn.`,
    member: (name: string, occasions: number, partners: number) =>
      `${name}: ${counted(occasions, "occasion")} with ${counted(partners, "other member")}`,
  },
  span: { closer: "Closer", wider: "Wider", earlier: "Earlier", later: "Later", all: "All" },
  lanes: {
    none: "This file holds no times of this network's posts, so the lanes are empty.",
    label: (accounts: number, from: string, to: string, dots: number) =>
      `Lanes of ${accounts} accounts from ${from} to ${to}, ${counted(dots, "dot")} where they act together. Arrow keys go from dot to dot, Enter opens the posts.`,
    hint: "Drag across the lanes to look closer.",
    mark: (who: string, when: string, others: number, what: string, more: number) =>
      `${who}, ${when}, with ${others} others: ${what}${more > 0 ? ` (and ${more} more on this spot: look closer)` : ""}`,
    some_ticks: (drawn: number, events: number) => `Ticks: ${count(drawn)} of their ${count(events)} posts`,
    all_ticks: "Ticks: everything that they post",
    together: (share: string | null) =>
      share === null ? "Dots: acting together." : `Dots: acting together, ${share}% of their posts.`,
  },
  members: {
    choose: "choose an account",
    type: "type an account's name",
    caption: "members",
    none: "This file holds no members of this network.",
    account: "Account",
    display_name: "Name",
    account_id: "Id",
    confidence: "Confidence",
    confidence_hint: "1 − the member's q; not a probability of guilt",
    occasions: "Occasions",
    occasions_hint: "Objects touched within the window of another member",
    judged: "Judged by",
    judged_hint:
      "Those of its occasions that were not used to find the network: on these it was judged. “All”: it came too seldom for that and joined by all of its occasions, corrected for everybody who was there; the network’s p does not rest on it",
    joined: (occasions: number) => `all ${occasions}`,
    partners: "Partners",
    partners_hint: "Members it forms a pair with",
    events: "All posts",
    events_hint: "All posts of the account that were read",
    share: "Per 100 posts",
    share_hint: "Occasions for every 100 of its posts",
    created: "Created",
    followers: "Followers",
  },
  occasions: {
    none: "This file holds no touches of this network, so there is nothing to lay side by side.",
    rows: "Rows",
    rows_most: "most occasions first",
    rows_first: "who comes first",
    order: "Order",
    orders: { time: "in order of time", most: "most accounts first", tight: "closest together first" },
    least: "Accounts together",
    or_more: (number: number) => `${number} or more`,
    across: "Across",
    part: "Occasions",
    parts: { all: "all", judged: "that judged it", rest: "that did not" },
    only: "only with the chosen account",
    shown: (shown: number, all: number) =>
      shown === all ? counted(all, "occasion") : `${shown} of ${counted(all, "occasion")}`,
    scroll: "scroll sideways for all",
    none_left:
      "No occasion is left. Ask for fewer accounts together or for all occasions, or clear the chosen account.",
    printed: (printed: number, all: number) => `The first ${printed} of ${all} occasions are printed.`,
    caption:
      "One column an occasion, aligned at the first touch; one row an account. A dot is a member's touch, hollow where nobody else of the network was within the window; an arrow at the edge came earlier or later; grey ticks are everybody else's.",
    all_rows: (all: number) => `All ${all} accounts are shown.`,
    some_rows: (shown: number, all: number) => `The ${shown} accounts with the most occasions are shown, of ${all}.`,
    show: (number: number) => `Show ${number}`,
    show_all: "Show all",
    label: (occasions: number, accounts: number, across: string) =>
      `${occasions} occasions side by side, ${accounts} accounts down, ${across} across. Arrow keys go from dot to dot, Enter opens the posts.`,
    hint: "Point at a dot, or go there with the arrow keys; open it for the posts.",
    others: "others",
    together: (number: number) => `${number} together`,
    all_judged: "Each of these occasions judged the network: none was used to find it.",
    none_judged: "None of these occasions judged the network; those that did are not in this file.",
    some_judged: (judged: number, rest: number) =>
      `${counted(judged, "occasion")} with a line above judged the network: they were not used to find it. The other ${rest} were, or say nothing that one of these does not say.`,
  },
  touch: {
    first: "first",
    before: (gap: string) => `${gap} before`,
    after: (gap: string) => `${gap} after the first`,
    alone: "nobody else of the network within the window",
    judged: "judged it",
    not_judged: "did not judge it",
  },
  posts: {
    from: "from",
    within: (together: number, window: string, touches: number, accounts: number) =>
      `${counted(together, "account")} of the network within ${window} of another; ${counted(touches, "touch", "touches")} by ${counted(accounts, "account")} in all.`,
    not_tested: "It took no part in the test.",
    tested: (judged: boolean, seen: number, chance: string) =>
      `${judged ? "It judged the network and was not used to find it" : "It did not judge the network"}: ${counted(seen, "meeting")} seen, ${chance} by chance.`,
    no_texts: "There are no texts here: it is known who shared what, and when.",
    no_text: "text not known",
    post: "post",
  },
  objects: {
    caption: "shared objects",
    none: "This file holds no shared objects of this network.",
    object: "Object",
    text: "Posted with",
    trace: "Shared as",
    source: "Source",
    together: "Together",
    together_hint: "Members that touched it within the window of another",
    within: "Within",
    within_hint: "From the first to the last of them",
    seen: "Seen",
    seen_hint: "Meetings there: two members within the window; – where the object took no part in the test",
    expected: "By chance",
    expected_hint: "Meetings there of as many independent accounts with the same sources and hours",
    judged: "Judged",
    judged_hint:
      "Yes: it judged the network and was not used to find it. No: it was, or says nothing that another does not say",
    yes: "yes",
    no: "no",
    everybody: "Everybody",
    everybody_hint: "Different accounts in the whole data that touched it",
    start: "First together",
  },
  pair: {
    left: "Left",
    right: "Right",
    shared: (number: number) => counted(number, "shared object"),
    within: "within the window",
    leads: (left: number, right: number, same: number) =>
      `: left first ${left} times, right first ${right} times${same > 0 ? `, at the same time ${same} times` : ""}.`,
    none: "These two share nothing within the window in this file.",
    left_came: "the left one came first",
    right_came: "the right one came first",
    left_first: "left first",
    right_first: "right first",
    same_time: "at the same time",
  },
  pairs: {
    caption: "pairs",
    none: "This file holds no pairs of this network.",
    account: "Account",
    other: "With",
    shared: "Shared",
    shared_hint: "Different objects within the window",
    first: "First",
    posts: "Posts",
    open: "Open",
    open_pair: (a: string, b: string) => `Open side by side: ${a} and ${b}`,
  },
  chance: {
    by_chance: (times: string) => `by chance ${times}`,
    seen: (times: string) => `seen ${times}`,
    says_seen: (occasions: number, window: string, seen: number) => {
      const on = `On the ${counted(occasions, "occasion")} that ${occasions === 1 ? "was" : "were"} not used to find them`;
      const close = `came within ${window} of each other`;
      if (seen === 0) return `${on}, no two members ${close}.`;
      return `${on}, two members ${close} ${seen === 1 ? "once" : `${count(seen)} times`}.`;
    },
    not_at_all: "Independent accounts with the same sources, hours and habits would not do so at all.",
    says_expected: (mean: string, low: string, high: string) =>
      `Independent accounts with the same sources, hours and habits would do so ${mean} times; in 95 of 100 cases ${low} to ${high} times, which is the band.`,
    none_seen: "none seen, so no ratio",
    none_by_chance: "chance gives next to none, so no ratio",
    no_interval: (times: string) => `${times} times as often; too few occasions for an interval`,
    ratio: (times: string, low: string, high: string) => `${times} times as often (95%: ${low}–${high})`,
    that_is: (ratio: string) => `That is ${ratio}.`,
    three: "Three members at once are three meetings.",
  },
};

export type ViewTexts = typeof ENGLISH_VIEWS;

const Context = createContext(ENGLISH_VIEWS);
export const ViewWords = Context.Provider;
export const useViewWords = () => useContext(Context);
export { Context as ViewWordsContext };

export function sayTrace(trace: TraceSummary | undefined, words: ViewTexts): string {
  return trace === undefined ? words.shared : (words.traces[trace.trace] ?? trace.description);
}

// A sentence that the program made of the data. It has no other language than English, whatever the page speaks.
export function ProgramText({ children }: { children: ReactNode }) {
  return <bdi lang="en">{children}</bdi>;
}

// Said once on a page that shows such sentences in another language.
export function ProgramSpeaks() {
  const { program_speaks } = useViewWords();
  return program_speaks === null ? null : <p className="small soft">{program_speaks}</p>;
}
