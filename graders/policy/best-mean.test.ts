import fc from "fast-check";
import { expect, test } from "vitest";
import { bestMean, type Budgets, type Weighed } from "./best-mean.ts";
import { Fraction } from "./fraction.ts";

const entry = (weight: number, value: number, pool?: string): Weighed => ({
  weight: Fraction.of(weight),
  value: Fraction.of(value),
  ...(pool === undefined ? {} : { pool }),
});

test("with equal weights the lowest are dropped", () => {
  const { mean, dropped } = bestMean([entry(1, 0.5, "a"), entry(1, 0.2, "a"), entry(1, 1, "a")], { pools: new Map([["a", 1]]), any: 0 }); // prettier-ignore
  expect([mean.toNumber(), [...dropped]]).toEqual([0.75, [1]]);
});

test("with unequal weights it may be another that does more harm", () => {
  const { mean, dropped } = bestMean([entry(10, 0.3, "a"), entry(1, 0.2, "a"), entry(5, 1, "a")], { pools: new Map([["a", 1]]), any: 0 }); // prettier-ignore
  expect([mean.toNumber(), [...dropped]]).toEqual([0.8666666666666667, [0]]);
});

test("nothing is dropped where that gains nothing", () => {
  expect([...bestMean([entry(1, 1, "a"), entry(1, 1, "a")], { pools: new Map(), any: 1 }).dropped]).toEqual([]);
});

test("no choice that the budgets allow gives a higher mean", () => {
  const drawn = fc.array(fc.tuple(fc.integer({ min: 1, max: 9 }), fc.nat(10), fc.constantFrom("a", "b", undefined)), {
    minLength: 1,
    maxLength: 7,
  });
  fc.assert(
    fc.property(drawn, fc.nat(2), fc.nat(2), fc.nat(2), (drawn, a, b, any) => {
      const entries = drawn.map(([weight, tenths, pool]) => entry(weight, tenths / 10, pool));
      const budgets = { pools: new Map([["a", a], ["b", b]]), any }; // prettier-ignore
      const { mean, dropped } = bestMean(entries, budgets);
      expect(isAllowed(entries, dropped, budgets)).toBe(true);
      for (let choice = 0; choice < 2 ** entries.length; choice++) {
        const other = new Set(entries.keys().filter((at) => (choice >> at) % 2 === 1));
        if (isAllowed(entries, other, budgets))
          expect(meanWithout(entries, other).compare(mean)).toBeLessThanOrEqual(0);
      }
      expect(meanWithout(entries, dropped).compare(mean)).toBe(0);
    }),
    { seed: 2026, numRuns: 200 },
  );
});

/** The rule itself: what goes beyond a pool's own budget comes out of the common one. */
function isAllowed(entries: readonly Weighed[], dropped: ReadonlySet<number>, { pools, any }: Budgets): boolean {
  if ([...dropped].some((at) => entries[at]!.pool === undefined)) return false;
  const droppable = entries.filter(({ pool }) => pool !== undefined);
  if (dropped.size > 0 && dropped.size >= droppable.length) return false;
  const beyond = [...pools].map(([pool, budget]) => {
    const size = droppable.filter((each) => each.pool === pool).length;
    const count = [...dropped].filter((at) => entries[at]!.pool === pool).length;
    return Math.max(0, count - Math.max(0, Math.min(budget, size - 1)));
  });
  return beyond.reduce((sum, each) => sum + each, 0) <= any;
}

function meanWithout(entries: readonly Weighed[], dropped: ReadonlySet<number>): Fraction {
  const kept = entries.filter((_, at) => !dropped.has(at));
  const weight = Fraction.sum(kept.map((each) => each.weight));
  return Fraction.sum(kept.map((each) => each.weight.times(each.value))).dividedBy(weight);
}
