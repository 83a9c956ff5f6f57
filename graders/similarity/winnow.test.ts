import fc from "fast-check";
import { expect, test } from "vitest";
import { gramHashes, winnow } from "./winnow.ts";

test("the paper's example: of the hashes of “adorunrunrunadorunrun” those at 3, 6, 8, 11 and 15 are kept", () => {
  // Schleimer, Wilkerson & Aiken (2003), figure 2 (d) to (g): hypothetical hashes of the 5-grams, windows of four.
  const hashes = Uint32Array.of(77, 72, 42, 17, 98, 50, 17, 98, 8, 88, 67, 39, 77, 72, 42, 17, 98);
  const kept = winnow(hashes, 4);
  expect(kept.map((place) => [hashes[place], place])).toEqual([
    [17, 3],
    [17, 6],
    [8, 8],
    [39, 11],
    [17, 15],
  ]);
});

test("the paper's example: equal 5-grams of “adorunrunrunadorunrun” have equal hashes, others have not", () => {
  const text = "adorunrunrunadorunrun";
  const hashes = gramHashes(
    Uint32Array.from(text, (letter) => letter.charCodeAt(0)),
    5,
  );
  // Figure 2 (c), in the order of the text.
  const grams =
    "adoru dorun orunr runru unrun nrunr runru unrun nruna runad unado nador adoru dorun orunr runru unrun".split(" ");
  expect(hashes).toHaveLength(17);
  for (const [index, gram] of grams.entries())
    for (const [other, otherGram] of grams.entries())
      expect(hashes[index] === hashes[other], `${gram} ${otherGram}`).toBe(gram === otherGram);
});

test("a hash doesn't depend on what stands before it", () => {
  const alone = gramHashes(Uint32Array.of(5, 6, 7), 3);
  const later = gramHashes(Uint32Array.of(1, 2, 3, 4, 5, 6, 7), 3);
  expect(later.at(-1)).toBe(alone[0]);
});

test("every agreement over gram + window − 1 tokens is found, wherever it stands", () => {
  const token = fc.integer({ min: 0, max: 3 });
  const texts = fc.record({
    gram: fc.integer({ min: 1, max: 6 }),
    window: fc.integer({ min: 1, max: 6 }),
    before: fc.tuple(fc.array(token), fc.array(token)),
    after: fc.tuple(fc.array(token), fc.array(token)),
    more: fc.array(token, { maxLength: 4 }),
    seed: fc.array(token, { minLength: 11, maxLength: 11 }),
  });
  fc.assert(
    fc.property(texts, ({ gram, window, before, after, more, seed }) => {
      const shared = [...seed.slice(0, gram + window - 1), ...more];
      const kept = [0, 1].map((side) => {
        const hashes = gramHashes(Uint32Array.from([...before[side]!, ...shared, ...after[side]!]), gram);
        return new Set(winnow(hashes, window).map((place) => hashes[place]));
      });
      expect([...kept[0]!].some((hash) => kept[1]!.has(hash))).toBe(true);
    }),
    { numRuns: 2000 },
  );
});

test("no window is without a hash that is kept, and each is the least of some window", () => {
  const hashes = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 40 });
  fc.assert(
    fc.property(hashes, fc.integer({ min: 1, max: 8 }), (list, window) => {
      const all = Uint32Array.from(list);
      const kept = new Set(winnow(all, window));
      const width = Math.min(window, list.length);
      for (let start = 0; start + width <= list.length; start++) {
        const least = Math.min(...list.slice(start, start + width));
        const inside = [...kept].filter((place) => place >= start && place < start + width);
        expect(inside.some((place) => list[place] === least)).toBe(true);
      }
    }),
  );
});

test("nothing is kept of a text that is shorter than a gram", () => {
  expect(winnow(gramHashes(Uint32Array.of(1, 2), 3), 4)).toEqual([]);
});
