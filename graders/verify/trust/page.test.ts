import { describe, expect, test } from "vitest";
import type { LedgerEntry } from "../mutation/ledger.ts";
import type { Evidence } from "./evidence.ts";
import { withExerciseLine } from "./exercise-line.ts";
import { trustPage } from "./page.ts";

const relu: Evidence = {
  id: "02-activations/relu",
  digest: "0",
  seeds: 1000,
  checks: 4,
  points: 5,
  mistakes: { caught: 4, recognised: 4, of: 4 },
  variants: 1,
  steadiness: {
    seeds: 1000,
    seedsOfMistakes: 50,
    gradings: 6000,
    verdicts: 24_000,
    unsteady: [],
    mistakes: { gradings: 4000, named: 3999, missed: 0 },
    right: { gradings: 2000, refused: 0, undecided: 0, diagnosed: 0 },
  },
};
const mutants: LedgerEntry = {
  id: relu.id,
  digest: "0",
  mutants: 10,
  killed: 8,
  explained: 1,
  score: 8 / 9,
  survived: [
    {
      mutator: "m",
      line: 1,
      column: 1,
      source: "return 1;",
      from: "1",
      to: "2",
      seen: "caught under none of 4 other seeds",
    },
  ],
  equivalent: [],
};

describe("the page of trust", () => {
  const page = trustPage({ specs: [relu], mutation: [mutants], gradcheck: undefined });

  test("says of each figure whether its bar is met", () => {
    expect(page).toContain("| known mistakes that are caught | 4 | 4 | 100 % | all | met |");
    expect(page).toContain(
      "| mutants of the references that a check notices | 8 | 9 | 88.89 % | 98 %, no file under 90 % | **not met** |",
    );
  });

  test("never rounds a share up to all, nor down to none", () => {
    expect(page).toContain("| 3999 | 4000 | 99.98 % |");
    const one = { ...relu.steadiness, mistakes: { gradings: 400_000, named: 399_999, missed: 1 } };
    const close = trustPage({ specs: [{ ...relu, steadiness: one }], mutation: [], gradcheck: undefined });
    expect(close).toContain("| 399999 | 400000 | 99.99 % | at least 95 % | met |");
    expect(close).toContain("| 1 | 400000 | 0.01 % | none | **not met** |");
  });

  test("lists the verdicts that depend on the seed", () => {
    const unsteady = [{ code: "the reference", check: "it is a | b", verdicts: { pass: 999, fail: 1 }, seed: 7 }];
    const shaky = trustPage({
      specs: [{ ...relu, steadiness: { ...relu.steadiness, unsteady } }],
      mutation: [],
      gradcheck: undefined,
    });
    expect(shaky).toContain("| 02-activations/relu | the reference | it is a \\| b | pass 999, fail 1 |");
    expect(shaky).toContain("| files whose verdicts depend on the seed | 1 | 6 |");
  });
});

describe("the last line of an exercise's page", () => {
  const line =
    "**How it is checked.** 4 checks, 5 points. 4 of 4 known mistakes caught; 2 right implementations accepted, under 1000 seeds each; mutation score 88.8 % (8 of 9 small changes to the reference are noticed).";

  test("is added once, and then replaced", () => {
    const once = withExerciseLine("# ReLU\n\nIt keeps what is positive.\n", relu, mutants);
    expect(once).toContain(line);
    expect(once.startsWith("# ReLU\n\nIt keeps what is positive.\n\n<!--")).toBe(true);
    expect(withExerciseLine(once, relu, mutants)).toBe(once);
    expect(withExerciseLine(once, { ...relu, checks: 5 }, mutants)).toContain("**How it is checked.** 5 checks");
  });
});
