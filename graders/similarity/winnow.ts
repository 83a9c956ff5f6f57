/**
 * Winnowing: a few hashes that stand for a text, chosen so that no long enough agreement of two texts is missed.
 *
 * Every row of k tokens is hashed. In every window of w hashes the least is kept. Two texts with w + k − 1 tokens in common have a whole
 * window in common, and so the hash that is kept of it. Which hash that is depends on the window alone, not on where it stands.
 *
 * Schleimer, Wilkerson & Aiken, Winnowing: local algorithms for document fingerprinting (SIGMOD 2003), sections 3 and 5.
 */

/** The hash of each k-gram, by the place where it begins; none where the text is shorter. */
export function gramHashes(kinds: Uint32Array, gram: number): Uint32Array {
  const count = Math.max(0, kinds.length - gram + 1);
  const hashes = new Uint32Array(count);
  let leaving = 1;
  for (let step = 1; step < gram; step++) leaving = Math.imul(leaving, base);
  let rolling = 0;
  for (let end = 0; end < kinds.length; end++) {
    const begin = end - gram + 1;
    rolling = Math.imul(rolling, base) + kinds[end]!;
    if (begin < 0) continue;
    hashes[begin] = scatter(rolling);
    rolling -= Math.imul(kinds[begin]!, leaving);
  }
  return hashes;
}

/**
 * The places of the hashes that are kept, in ascending order.
 *
 * Of several least ones the one kept before, else the last: "robust winnowing", which keeps fewer where code repeats itself.
 */
export function winnow(hashes: Uint32Array, window: number): number[] {
  const kept: number[] = [];
  let least = -1;
  for (let end = Math.min(window, hashes.length) - 1; end < hashes.length && end >= 0; end++) {
    const start = Math.max(0, end - window + 1);
    if (least < start) least = lastLeast(hashes, start, end);
    else if (hashes[end]! < hashes[least]!) least = end;
    else continue;
    kept.push(least);
  }
  return kept;
}

function lastLeast(hashes: Uint32Array, start: number, end: number): number {
  let least = end;
  for (let index = end - 1; index >= start; index--) if (hashes[index]! < hashes[least]!) least = index;
  return least;
}

/** Odd, so that no bit of an earlier token is lost. */
const base = 0x01000193;

/** The last step of MurmurHash3: a rolling hash alone favours some k-grams, and the least would be biased. */
function scatter(rolling: number): number {
  let hash = rolling | 0;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
