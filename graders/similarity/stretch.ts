/**
 * The longest stretch of tokens that two answers have in common, around a fingerprint that both kept.
 *
 * Stretches of gram + window − 1 tokens hold such a fingerprint (winnow.ts), so no longer one is missed; and from a fingerprint it is
 * found by going on in both directions while the tokens agree.
 */
import type { Document, Part } from "./document.ts";

export interface Stretch {
  readonly tokens: number;
  readonly lines: number;
  /** The line where it begins. */
  readonly inA: number;
  readonly inB: number;
}

/** @param counts - which fingerprints say something; a stretch that only holds others is passed over. */
export function longestStretch(a: Document, b: Document, counts: (fingerprint: number) => boolean): Stretch {
  let longest: Stretch = { tokens: 0, lines: 0, inA: 1, inB: 1 };
  for (const inA of a.parts)
    for (const inB of b.parts)
      for (const { begin, end, shift } of stretches(inA, inB, counts))
        if (end - begin > longest.tokens) longest = stretchOf(inA, inB, { begin, end, shift });
  return longest;
}

/** Tokens of a, and how many tokens later the same stand in b. */
interface Extent {
  readonly begin: number;
  readonly end: number;
  readonly shift: number;
}

function* stretches(a: Part, b: Part, counts: (fingerprint: number) => boolean): Generator<Extent> {
  const placesInB = Map.groupBy(b.places, (_, index) => b.fingerprints[index]!);
  // How far each shift has been followed, so that no stretch is walked twice.
  const followed = new Map<number, number>();
  for (const [index, place] of a.places.entries()) {
    const fingerprint = a.fingerprints[index]!;
    if (!counts(fingerprint)) continue;
    // Code that repeats itself a hundred times would meet itself ten thousand times.
    for (const other of (placesInB.get(fingerprint) ?? []).slice(0, most)) {
      const shift = other - place;
      if (place < (followed.get(shift) ?? 0)) continue;
      const extent = extentOf(a, b, place, shift);
      followed.set(shift, extent.end);
      yield extent;
    }
  }
}

const most = 8;

function extentOf(a: Part, b: Part, place: number, shift: number): Extent {
  const agree = (index: number): boolean => a.kinds[index] === b.kinds[index + shift];
  let begin = place;
  while (begin > 0 && begin + shift > 0 && agree(begin - 1)) begin--;
  let end = place;
  while (end < a.kinds.length && end + shift < b.kinds.length && agree(end)) end++;
  return { begin, end, shift };
}

function stretchOf(a: Part, b: Part, { begin, end, shift }: Extent): Stretch {
  const [inA, inB] = [a.lines[begin]!, b.lines[begin + shift]!];
  // One of the two may have put everything on a line.
  const lines = Math.max(a.lines[end - 1]! - inA, b.lines[end + shift - 1]! - inB) + 1;
  return { tokens: end - begin, lines, inA, inB };
}
