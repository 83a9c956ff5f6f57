import { expect, test } from "vitest";
import { alikeAmong } from "./alike.ts";
import { groupsOf } from "./groups.ts";
import { worthIn } from "./rarity.ts";
import { defaultSettings } from "./settings.ts";

const settings = { ...defaultSettings, minimum: 2, commonShare: 0.5, commonAbove: 2, threshold: 0.5 };
const answer = (id: string, ...fingerprints: readonly number[]) => ({ id, fingerprints: new Set(fingerprints) });

test("what was given is worth nothing, and neither is what most wrote; of the rest the rarer is worth more", () => {
  const answers = [
    answer("a", 0, 1, 2, 3),
    answer("b", 0, 1, 2),
    answer("c", 0, 1),
    answer("d", 0, 1),
    answer("e", 0, 1),
  ];
  const worth = worthIn(answers, new Set([0]), settings);
  // By hand: five wrote something; 1 is of all five, above half of them; 2 is of two, ln(6 / 2); 3 is of one, ln(6 / 1).
  expect([...worth.keys()].toSorted((a, b) => a - b)).toEqual([2, 3]);
  expect(worth.get(2)).toBeCloseTo(Math.log(3), 12);
  expect(worth.get(3)).toBeCloseTo(Math.log(6), 12);
});

test("a copy with additions of its own is as alike as the original is contained in it", () => {
  const answers = [answer("a", 1, 2, 3, 4), answer("b", 1, 2, 3, 4, 5, 6), answer("c", 7, 8, 9)];
  const { pairs, compared, tooShort } = alikeAmong(answers, new Set(), settings);
  expect(compared).toEqual(["a", "b", "c"]);
  expect(tooShort).toEqual([]);
  expect(pairs).toEqual([{ a: "a", b: "b", share: expect.closeTo(1, 12) as number }]);
});

test("the share counts what is rare for more", () => {
  const { pairs } = alikeAmong([answer("a", 1, 2, 3), answer("b", 1, 2, 4)], new Set(), settings);
  // By hand: two answers; 1 and 2 are of both, ln(3 / 2) each; 3 and 4 of one, ln 3.
  const [both, one] = [2 * Math.log(1.5), Math.log(3)];
  const all = alikeAmong([answer("a", 1, 2, 3), answer("b", 1, 2, 4)], new Set(), { ...settings, threshold: 0.1 });
  expect(all.pairs[0]!.share).toBeCloseTo(both / (both + one), 12);
  expect(pairs).toEqual([]);
});

test("answers with less of their own than the minimum are not compared", () => {
  const { pairs, tooShort } = alikeAmong([answer("a", 0, 1), answer("b", 0, 1), answer("c")], new Set([0]), settings);
  expect(tooShort).toEqual(["a", "b", "c"]);
  expect(pairs).toEqual([]);
});

test("nothing depends on the order of the answers", () => {
  const answers = Array.from({ length: 12 }, (_, index) =>
    answer(`s${index}`, ...Array.from({ length: 9 }, (_, each) => (each * (index % 3) + each) % 17)),
  );
  const forward = alikeAmong(answers, new Set([3]), settings);
  const backward = alikeAmong(
    answers.toReversed().map(({ id, fingerprints }) => answer(id, ...[...fingerprints].toReversed())),
    new Set([3]),
    settings,
  );
  expect(forward.pairs.length).toBeGreaterThan(0);
  expect(backward).toEqual({ ...forward, worth: backward.worth });
});

test("half of those compared have nobody closer than what is usual", () => {
  const answers = [answer("a", 1, 2), answer("b", 1, 2), answer("c", 5, 6), answer("d", 7, 8), answer("e", 9, 10)];
  expect(alikeAmong(answers, new Set(), settings).usual).toBe(0);
});

test("submissions hang together by pairs, also where two of them are no pair", () => {
  const pairs = [
    { a: "f", b: "g" },
    { a: "a", b: "b" },
    { a: "c", b: "d" },
    { a: "b", b: "c" },
  ];
  expect(groupsOf(pairs)).toEqual([
    { members: ["f", "g"], pairs: [pairs[0]] },
    { members: ["a", "b", "c", "d"], pairs: [pairs[1], pairs[2], pairs[3]] },
  ]);
});
