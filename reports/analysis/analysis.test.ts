/**
 * The expected figures were worked out with Python's `statistics` (variance, stdev, correlation) from the definitions,
 * on the scores as printed here; those of KR-20 and of the groups by hand, in fractions.
 */
import { describe, expect, test } from "vitest";
import { check, exercise, result } from "../samples/build.ts";
import { adviceOf } from "./advice.ts";
import { analysisOf } from "./analysis.ts";
import { pairsOf } from "./correlation.ts";
import { reliabilityOf } from "./reliability.ts";
import { scoresOf } from "./scores.ts";
import { upperLower } from "./upper-lower.ts";

const absent = Number.NaN;
const numbers = (...values: number[]): Float64Array => Float64Array.from(values);

/** Points of six people in four exercises, which are worth 4, 4, 2 and 1. */
const points = [[4, 3, 2, 1], [3, 4, 2, 1], [4, 2, 1, 0], [1, 2, 1, 1], [2, 1, 0, 0], [0, 1, 0, 1]]; // prettier-ignore
const maxima = [4, 4, 2, 1];
const items = maxima.map((maximum, at) => ({
  points: maximum,
  shares: Float64Array.from(points, (row) => row[at]! / maximum),
}));

/** The same class `times` over, as results. */
function classOf(times: number) {
  return Array.from({ length: times }, (_, copy) =>
    points.map((row, person) =>
      result(
        `person-${copy}-${person}`,
        row.map((own, at) => exercise(`02-activations/e${at}`, `E${at}`, [], { points: own, maxPoints: maxima[at]! })),
      ),
    ),
  ).flat();
}

describe("reliability", () => {
  test("Cronbach's α, α without each item and the standard error of measurement agree with Python", () => {
    const { alpha, standardError, without } = reliabilityOf(items)!;
    expect(alpha).toBeCloseTo(0.7554296506137865, 12);
    expect(standardError).toBeCloseTo(1.69640141999993, 12);
    const expected = [0.8198757763975154, 0.5, 0.5177664974619289, 0.8468468468468467];
    for (const [at, own] of without.entries()) expect(own).toBeCloseTo(expected[at]!, 12);
  });

  test("for items worth 0 or 1 it is KR-20", () => {
    // p = 7/8, 5/8, 1/2, 3/8, 1/4; Σpq = 65/64; the totals 5, 4, 3, 2, 1, 3, 0, 3 have the variance 143/64; 5/4 · (1 −
    // 65/143) = 15/22.
    const columns = ["11111101", "11110100", "11100001", "11000100", "10000001"];
    const binary = columns.map((column) => ({ points: 1, shares: Float64Array.from(column, Number) }));
    expect(reliabilityOf(binary)!.alpha).toBeCloseTo(15 / 22, 12);
  });

  test("what was not decided is left out in pairs and does not count as 0", () => {
    const full = reliabilityOf(items)!;
    // Nobody new is known to have anything: the figures stay.
    const more = items.map(({ points, shares }) => ({ points, shares: numbers(...shares, absent) }));
    expect(reliabilityOf(more)).toEqual(full);
  });

  test("one item, or points that do not vary, have none", () => {
    expect(reliabilityOf(items.slice(0, 1))).toBe(undefined);
    expect(reliabilityOf([{ points: 1, shares: numbers(1, 1) }, { points: 1, shares: numbers(0, 0) }])).toBe(undefined); // prettier-ignore
  });
});

describe("discrimination", () => {
  test("is the correlation with the points of all other exercises", () => {
    const expected = [0.49343516379516894, 0.8675328468813839, 0.9598540498191976, 0.11624763874381923];
    const { exercises } = analysisOf(classOf(5));
    for (const [at, { discrimination }] of exercises.entries()) expect(discrimination).toBeCloseTo(expected[at]!, 12);
  });

  test("a correlation is over the pairs that are there, and none where nothing varies", () => {
    // (1, 2), (2, 1), (3, 3): r = 1/2, covariance 1/2.
    expect(pairsOf(numbers(1, 2, absent, 3, 9), numbers(2, 1, 5, 3, absent))).toEqual({ count: 3, covariance: 0.5, correlation: 0.5 }); // prettier-ignore
    // 0.1 + 0.2 is 0.30000000000000004: what is left of rounding is no difference between people.
    expect(pairsOf(numbers(0.1 + 0.2, 0.3, 0.3), numbers(1, 2, 3)).correlation).toBe(undefined);
  });

  test("the best 27 % are held against the last 27 %, and a tie at the border shares its places", () => {
    // 0.27 · 8 rounds to 2. Best: 9 (has 1) and one of the three at 7, who have 1, 0, 0 → (1 + 1/3) / 2. Last: 1 and 2
    // have 0 and 1 → 1/2.
    const totals = numbers(9, 7, 7, 7, 5, 4, 2, 1);
    const shares = numbers(1, 1, 0, 0, 1, 0, 1, 0);
    expect(upperLower(shares, totals)).toBeCloseTo(2 / 3 - 1 / 2, 12);
    expect(upperLower(shares.toReversed(), totals.toReversed())).toBeCloseTo(2 / 3 - 1 / 2, 12);
    expect(upperLower(numbers(1), numbers(1))).toBe(undefined);
  });
});

describe("a small class", () => {
  test("of nine has no coefficients, and of ten has them", () => {
    const shown = (count: number) => {
      const { reliability, exercises } = analysisOf(classOf(2).slice(0, count));
      return [reliability, exercises[0]!.discrimination, exercises[0]!.upperLower].map((value) => value !== undefined);
    };
    expect(shown(9)).toEqual([false, false, false]);
    expect(shown(10)).toEqual([true, true, true]);
    expect(analysisOf(classOf(1)).exercises[0]!.difficulty).toBeCloseTo(7 / 12, 12);
  });

  test("of nobody, and of results without exercises, gives nothing", () => {
    expect(analysisOf([])).toEqual({ submissions: 0, exercises: [] });
    expect(analysisOf([result("ada", [])]).exercises).toEqual([]);
  });
});

describe("scores", () => {
  const relu = (status: "pass" | "fail" | "skipped" | "not graded" | "inconclusive") =>
    exercise("02-activations/relu", "ReLU", [check("a", 2), check("b", 3, { status })]);

  test("a check counts where it gave a verdict; what could not be decided is no 0", () => {
    const { exercises } = scoresOf([
      result("1", [relu("pass")]),
      result("2", [relu("fail")]),
      result("3", [relu("skipped")]),
      result("4", [relu("not graded")]),
      result("5", [relu("inconclusive")]),
      result("6", [exercise("02-activations/relu", "ReLU", [check("b", 3, { status: "fail" })], { status: "not started" })]), // prettier-ignore
    ]);
    const b = exercises[0]!.checks[1]!;
    expect([...b.shares]).toEqual([1, 0, absent, absent, absent, absent]);
    expect(b.undecided).toBe(2);
    // Of everything else: "a", which all passed.
    expect([...b.rest]).toEqual([1, 1, absent, absent, absent, absent]);
    expect([...exercises[0]!.shares]).toEqual([1, 0.4, 0.4, 1, 1, 0]);
  });

  test("a missing file is a 0 as in the grade, and an exercise that was not graded is none", () => {
    const { exercises } = scoresOf([
      result("1", [relu("pass")]),
      result("2", [exercise("02-activations/relu", "ReLU", [], { status: "missing", maxPoints: 5, points: 0 })]),
      result("3", [exercise("02-activations/relu", "ReLU", [], { status: "not graded", maxPoints: 0, points: 0 })]),
    ]);
    expect([...exercises[0]!.shares]).toEqual([1, 0, absent]);
    expect(exercises[0]).toMatchObject({ tried: 1, undecided: 1 });
  });
});

describe("mistakes", () => {
  const wrongSign = { name: "wrong sign", looksLike: "The sign is wrong.", reread: "−x" };
  const noRoot = { name: "left out √d", looksLike: "The scores are not scaled.", reread: "QKᵀ/√d" };
  const made = (id: string, ...mistakes: (typeof noRoot)[][]) =>
    result(id, [
      exercise(
        "12-transformers/attention",
        "Attention",
        mistakes.map((own, at) => ({ ...check(`check ${at}`, 1, { status: "fail" }), mistakes: own })),
      ),
    ]);
  const none = result("9", [exercise("12-transformers/attention", "Attention", [check("check 0", 1)])]);
  const untouched = result("8", [exercise("12-transformers/attention", "Attention", [], { status: "not started" })]);

  test("each submission counts once, of those that tried, and what can't be told apart says so", () => {
    const { exercises } = analysisOf([
      made("1", [noRoot], [noRoot]),
      made("2", [noRoot, wrongSign], [noRoot]),
      made("3", [noRoot, wrongSign]),
      none,
      untouched,
    ]);
    expect(exercises[0]!.mistakes).toEqual([
      { mistake: noRoot, count: 3, perhaps: 1, of: 4 },
      { mistake: wrongSign, count: 2, perhaps: 2, of: 4 },
    ]);
  });

  test("what three people and one in five have wrong is to be taught again", () => {
    const teach = (made3: number, others: number) =>
      adviceOf(
        analysisOf([
          ...Array.from({ length: made3 }, (_, at) => made(`m${at}`, [noRoot])),
          ...Array.from({ length: others }, (_, at) => ({ ...none, submission: { id: `o${at}`, files: {} } })),
        ]),
      ).teach.map(({ kind }) => kind);
    expect(teach(3, 12)).toEqual(["mistake"]);
    expect(teach(3, 13)).toEqual([]);
    expect(teach(2, 0)).toEqual([]);
  });
});

describe("advice", () => {
  /**
   * Twenty people with 0 to 19 points, or several times as many, beside one check of which `passes` says who passes it.
   */
  function withCheck(passes: (strength: number) => "pass" | "fail" | "not graded", times = 1) {
    const results = Array.from({ length: 20 * times }, (_, at) => ({ at, strength: at % 20 })).map(({ at, strength }) =>
      result(`p${at}`, [
        exercise("01-neurons/steps", "Steps", [], { points: strength, maxPoints: 20 }),
        exercise("02-activations/odd", "Odd", [
          check("the odd check", 1, { status: passes(strength) }),
          check("the other", 1),
        ]),
      ]),
    );
    const { mend, always } = adviceOf(analysisOf(results));
    return {
      mend: mend.filter((one) => "check" in one && one.check.name === "the odd check"),
      always: always.flatMap(({ checks }) => checks.map(({ name }) => name)),
    };
  }

  test("a check that the weak pass and the strong fail is suspect", () => {
    expect(withCheck((strength) => (strength < 10 ? "pass" : "fail")).mend).toMatchObject([{ kind: "suspect" }]);
  });

  test("a check that the strong pass and the weak fail needs nothing", () => {
    expect(withCheck((strength) => (strength < 10 ? "fail" : "pass")).mend).toEqual([]);
  });

  test("a check that the weak pass no more often than chance would have it is not suspect", () => {
    // r = −0.06; with 20 people, one in twenty of checks that tell nothing is below −1.645/√17 = −0.40.
    expect(
      withCheck((strength) => ([0, 2, 5, 7, 8, 12, 13, 16, 19].includes(strength) ? "pass" : "fail")).mend,
    ).toEqual([]);
  });

  test("a check that hardly tells them apart is weak, in a class that is large enough to say so", () => {
    // Two of the best five and of the last five, and more of the upper half in between.
    const passes = (strength: number) => ([0, 2, 10, 11, 12, 13, 14, 15, 19].includes(strength) ? "pass" : "fail");
    expect(withCheck(passes).mend).toEqual([]);
    expect(withCheck(passes, 2).mend).toMatchObject([{ kind: "weak" }]);
  });

  test("a check that all pass, or that none passes, is named", () => {
    expect(withCheck(() => "pass")).toEqual({ mend: [], always: ["the odd check", "the other"] });
    expect(withCheck(() => "fail")).toMatchObject({ mend: [{ kind: "never" }], always: ["the other"] });
  });

  test("a check without a verdict on one in twenty is to be looked at", () => {
    expect(withCheck((strength) => (strength === 7 ? "not graded" : "pass")).mend).toMatchObject([
      { kind: "undecided" },
    ]);
  });
});
