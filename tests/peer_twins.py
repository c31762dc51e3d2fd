"""What CooRTweet and the Coordination Network Toolkit answer: slow, and straight from the description of their modes in
docs/peers.md. The tests hold the program against these."""

import math
from collections import defaultdict
from itertools import combinations


def coortweet_pairs(rows, time_window, min_participation, keep_loops=False):
    """rows: (object_id, account_id, content_id, seconds) in the order of the table."""
    rows_of = defaultdict(list)
    for row in rows:
        rows_of[row[1]].append(row)
    kept = [row for own in rows_of.values() if len(own) >= min_participation for row in own]  # regrouped by account
    pairs = []
    for i, j in combinations(range(len(kept)), 2):
        x, y = kept[i], kept[j]
        if x[0] != y[0] or abs(x[3] - y[3]) > time_window:
            continue
        if not keep_loops and (x[1] == y[1] or x[2] == y[2] or x[0] in (x[2], y[2])):
            continue
        older, newer = (x, y) if x[3] <= y[3] else (y, x)
        pairs.append((older, newer))
    contents = {row[2] for pair in pairs for row in pair}
    remaining = defaultdict(int)
    for row in kept:
        remaining[row[1]] += row[2] in contents
    passing = {row[2] for row in kept if row[2] in contents and remaining[row[1]] >= min_participation}
    return [
        (older[0], newer[3] - older[3], older[2], older[1], newer[2], newer[1])
        for older, newer in pairs
        if older[2] in passing or newer[2] in passing
    ]


def coortweet_edges(pairs, p=None):
    weight = defaultdict(int)
    for _, _, _, a, _, b in pairs:
        weight[min(a, b), max(a, b)] += 1
    if p is None or not weight:
        return dict(weight)
    ordered = sorted(weight.values())
    index = 1 + (len(ordered) - 1) * p
    low, high = math.floor(index), math.ceil(index)
    h = index - low
    quantile = ordered[low - 1]
    if h > 0 and ordered[high - 1] != quantile:
        quantile = (1 - h) * ordered[low - 1] + h * ordered[high - 1]
    return {edge: w for edge, w in weight.items() if w > quantile}


def clean(text):
    kept, in_mention = [], False
    for c in text.lower():
        in_mention = not c.isspace() if in_mention else c == "@"
        if not in_mention:
            kept.append(c)
    return "".join(kept)


def jaccard(a, b, min_size):
    a, b = set(clean(a).split()), set(clean(b).split())  # the made-up texts have blanks between words and nothing else
    if len(a) < min_size or len(b) < min_size or not a | b:
        return 0
    return len(a & b) / len(a | b)


def toolkit_edges(messages, network, time_window, min_weight, loops, similarity=0.8, min_size=1):
    """messages: dicts with the columns of the Toolkit's CSV, all of them text."""
    table, urls = {}, {}
    for m in messages:
        time = float(m["timestamp"])
        table.setdefault(m["message_id"], (m["user_id"], time, m))
        if not m["repost_id"]:
            for url in m["urls"].split(" "):
                urls.setdefault((m["message_id"], url), (m["user_id"], time, url))
    own = [(i, *x) for i, x in table.items() if not x[2]["repost_id"]]
    if network == "co_retweet":
        items = [(i, u, t, m["repost_id"]) for i, (u, t, m) in table.items() if m["repost_id"]]
    elif network == "co_reply":
        items = [(i, u, t, m["reply_id"]) for i, u, t, m in own if m["reply_id"]]
    elif network == "co_tweet":
        items = [(i, u, t, " ".join(clean(m["message"]).split())) for i, u, t, m in own]
    elif network == "co_similar_tweet":
        items = [(i, u, t, m["message"]) for i, u, t, m in own]
    elif network == "co_link":
        items = [(i, u, t, url) for (i, _), (u, t, url) in urls.items()]
    else:
        items = [(i, u, t, "") for i, (u, t, _) in table.items()]
    matches = defaultdict(set)
    for i, u, t, x in items:
        for j, v, s, y in items:
            if i == j or not t - time_window <= s <= t + time_window:
                continue
            if jaccard(x, y, min_size) >= similarity if network == "co_similar_tweet" else x == y:
                matches[u, v].add(i)
    return {(u, v): len(found) for (u, v), found in matches.items() if len(found) >= min_weight and (loops or u != v)}
