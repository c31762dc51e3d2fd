import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { type Checkpoint, isConsistent, parseCheckpoint } from "./consistency";

type Hash = Uint8Array<ArrayBuffer>;

// The slow twin: RFC 6962, 2.1, word by word.
const sha = (...parts: Uint8Array[]): Hash => {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part);
  return new Uint8Array(hash.digest());
};
const split = (many: number) => 2 ** Math.floor(Math.log2(many - 1));
const root = (leaves: string[]): Hash => {
  if (leaves.length === 0) return sha();
  if (leaves.length === 1) return sha(Buffer.from([0]), Buffer.from(leaves[0]));
  const k = split(leaves.length);
  return sha(Buffer.from([1]), root(leaves.slice(0, k)), root(leaves.slice(k)));
};
const prove = (m: number, leaves: string[], whole: boolean): Hash[] => {
  const n = leaves.length;
  if (m === n) return whole ? [] : [root(leaves)];
  const k = split(n);
  return m <= k
    ? [...prove(m, leaves.slice(0, k), whole), root(leaves.slice(k))]
    : [...prove(m - k, leaves.slice(k), false), root(leaves.slice(0, k))];
};
const leaves = Array.from({ length: 21 }, (_, at) => `entry ${at}`);
const at = (size: number, of = leaves): Checkpoint => ({ origin: "town", size, root: root(of.slice(0, size)) });

test("a log that only grew is consistent, for every pair of sizes", async () => {
  for (let n = 1; n <= leaves.length; ++n)
    for (let m = 1; m <= n; ++m)
      expect(await isConsistent(at(m), at(n), prove(m, leaves.slice(0, n), true)), `${m} ${n}`).toBe(true);
});

test("one that was rewritten, cut, or whose proof is another's is not", async () => {
  for (let n = 2; n <= leaves.length; ++n) {
    for (let m = 1; m < n; ++m) {
      const rewritten = leaves.map((leaf, entry) => (entry === m - 1 ? "another" : leaf));
      const proof = prove(m, rewritten.slice(0, n), true);
      expect(await isConsistent(at(m), at(n, rewritten), proof), `${m} ${n}`).toBe(false);
      expect(await isConsistent(at(m), at(n), [...prove(m, leaves.slice(0, n), true), sha()])).toBe(false);
    }
  }
  expect(await isConsistent(at(9), at(8), [])).toBe(false);
  expect(await isConsistent(at(8), at(9), [])).toBe(false);
});

test("what is no checkpoint is none", () => {
  const note = `town\n8\n${Buffer.from(at(8).root).toString("base64")}\n\n— town key\n`;
  expect(parseCheckpoint(note)).toEqual(at(8));
  for (const text of ["", "town", "town\n8\nAAAA\n", "town\n-1\n", note.replace("8", "8.5")])
    expect(parseCheckpoint(text)).toBeNull();
});
