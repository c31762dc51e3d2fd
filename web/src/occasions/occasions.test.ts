import { expect, test } from "vitest";
import { makeData, makeRandom } from "../../tests/make_data";
import type { NetworkData } from "../report/data";
import { findOccasions } from "./occasions";
import { findPairPosts } from "./pair_posts";

function network(touches: [object: number, member: number, time: number][], window_seconds = 60): NetworkData {
  const [base] = makeData({ networks: 1 }).networks;
  const objects = 1 + Math.max(...touches.map(([object]) => object));
  return {
    ...base,
    objects: {
      trace: Array(objects).fill(0),
      object: Array(objects).fill("ferry"),
      source: Array(objects).fill(null),
      touches: Array(objects).fill(0),
      accounts: Array(objects).fill(0),
      window_seconds: Array(objects).fill(window_seconds),
      judged: Array(objects).fill(true),
      seen: Array(objects).fill(0),
      expected: Array(objects).fill(0),
    },
    touches: {
      object: touches.map(([object]) => object),
      member: touches.map(([, member]) => member),
      time: touches.map(([, , time]) => time),
      post: touches.map(() => -1),
    },
    others: { object: [0], time: [1005] },
  };
}

test("an occasion begins with the first touch of its fullest burst; a gap of exactly the window counts", () => {
  const [occasion] = findOccasions(
    network([
      [0, 0, 100],
      [0, 1, 160],
      [0, 0, 1000],
      [0, 1, 1030],
      [0, 2, 1061],
      [0, 3, 5000],
    ]),
  );
  expect(occasion.start).toBe(1000);
  expect(occasion.together).toBe(3);
  expect(occasion.burst_seconds).toBe(61);
  expect(occasion.touches.map((touch) => touch.after)).toEqual([-900, -840, 0, 30, 61, 4000]);
  expect(occasion.touches.map((touch) => touch.together)).toEqual([true, true, true, true, true, false]);
  expect(occasion.others).toEqual([5]);
});

test("one account alone makes no occasion, however often it comes back", () => {
  expect(
    findOccasions(
      network([
        [0, 0, 1],
        [0, 0, 2],
        [0, 1, 90],
      ]),
    ),
  ).toEqual([]);
});

test("touches are together exactly where a comparison of all with all says so", () => {
  const random = makeRandom(42);
  for (let round = 0; round < 300; ++round) {
    const touches = Array.from({ length: 2 + Math.floor(random() * 14) }, (): [number, number, number] => [
      Math.floor(random() * 3),
      Math.floor(random() * 4),
      Math.floor(random() * 200),
    ]);
    const window_seconds = Math.floor(random() * 40);
    const made = findOccasions(network(touches, window_seconds));
    for (let object = 0; object < 3; ++object) {
      const mine = touches.filter(([each]) => each === object);
      const together = mine.filter(([, member, time]) =>
        mine.some(([, other, when]) => other !== member && Math.abs(when - time) <= window_seconds),
      );
      const occasion = made.find((each) => each.object === object);
      expect(occasion?.touches.filter((touch) => touch.together).length ?? 0).toBe(together.length);
      expect(occasion?.together ?? 0).toBe(new Set(together.map(([, member]) => member)).size);
    }
  }
});

test("a pair's posts are the closest two of each object within the window, with the sign of who came first", () => {
  const made = network([
    [0, 0, 0],
    [0, 1, 50],
    [0, 0, 60],
    [1, 1, 500],
    [1, 0, 520],
    [2, 0, 900],
    [2, 1, 961],
  ]);
  expect(findPairPosts(made, 0, 1).map(({ object, gap }) => [object, gap])).toEqual([
    [0, -10],
    [1, -20],
  ]);
  expect(findPairPosts(made, 1, 0).map(({ gap }) => gap)).toEqual([10, 20]);
});

test("the generated pairs agree with the posts that are shown for them", () => {
  const [, made] = makeData().networks;
  made.pairs.a.forEach((a, pair) => {
    expect(findPairPosts(made, a, made.pairs.b[pair]).length).toBe(made.pairs.shared[pair]);
  });
});
