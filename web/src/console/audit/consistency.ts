// Whether a log of Merkle trees only grew: RFC 9162, 2.1.4.2, over SHA-256, computed here and not by the server that is
// checked.

export interface Checkpoint {
  origin: string;
  size: number;
  root: Uint8Array<ArrayBuffer>;
}

// C2SP tlog-checkpoint: origin, size, root in base64, then an empty line and signatures. null: it is none.
export function parseCheckpoint(note: string): Checkpoint | null {
  const [origin, size, root] = note.trimStart().split(/\r?\n/);
  if (!origin || !/^(0|[1-9]\d{0,14})$/.test(size ?? "")) return null;
  const bytes = fromBase64((root ?? "").trim());
  return bytes?.length === 32 ? { origin: origin.trim(), size: Number(size), root: bytes } : null;
}

export function fromBase64(text: string): Uint8Array<ArrayBuffer> | null {
  try {
    return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  } catch {
    return null;
  }
}

type Hash = Uint8Array<ArrayBuffer>;

const isOdd = (value: number) => value % 2 === 1;
const half = (value: number) => Math.floor(value / 2);
const isPower = (value: number) => Number.isInteger(Math.log2(value));
const same = (a: Hash, b: Hash) => a.length === b.length && a.every((byte, at) => byte === b[at]);

async function node(left: Hash, right: Hash): Promise<Hash> {
  const bytes = new Uint8Array(1 + left.length + right.length);
  bytes[0] = 1;
  bytes.set(left, 1);
  bytes.set(right, 1 + left.length);
  return new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
}

// Whether the tree of `now` begins with the whole tree of `earlier`.
export async function isConsistent(earlier: Checkpoint, now: Checkpoint, proof: Hash[]): Promise<boolean> {
  if (earlier.size > now.size) return false;
  if (earlier.size === 0) return proof.length === 0;
  if (earlier.size === now.size) return proof.length === 0 && same(earlier.root, now.root);
  const path = isPower(earlier.size) ? [earlier.root, ...proof] : proof;
  if (path.length === 0) return false;
  let [first, last] = [earlier.size - 1, now.size - 1];
  while (isOdd(first)) [first, last] = [half(first), half(last)];
  let [before, after] = [path[0], path[0]];
  for (const hash of path.slice(1)) {
    if (last === 0) return false;
    if (isOdd(first) || first === last) {
      before = await node(hash, before);
      after = await node(hash, after);
      while (!isOdd(first) && first !== 0) [first, last] = [half(first), half(last)];
    } else {
      after = await node(after, hash);
    }
    [first, last] = [half(first), half(last)];
  }
  return last === 0 && same(before, earlier.root) && same(after, now.root);
}
