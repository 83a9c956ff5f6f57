import { expect, test } from "vitest";
import type { GradedCheck } from "./graded-check.ts";
import { narrowDiagnoses } from "./narrow-diagnoses.ts";

function failed(...names: readonly string[]): GradedCheck {
  return {
    name: names.join(" or "),
    kind: "cases",
    status: "fail",
    points: 0,
    maxPoints: 1,
    visibility: "visible",
    notStarted: false,
    lesson: { summary: "It is wrong.", mistakes: names.map((name) => ({ name, looksLike: `${name}.`, reread: "y" })) },
  };
}

function names(results: readonly GradedCheck[]): (readonly string[] | undefined)[] {
  return results.map(({ lesson }) => lesson?.mistakes?.map(({ name }) => name));
}

test("what one check names for certain settles another's doubt", () => {
  expect(names(narrowDiagnoses([failed("a", "b"), failed("a"), failed("b", "c")]))).toEqual([["a"], ["a"], ["b", "c"]]);
});

test("two slips that are both certain both stay", () => {
  expect(names(narrowDiagnoses([failed("a"), failed("b"), failed("a", "b", "c")]))).toEqual([["a"], ["b"], ["a", "b"]]);
});

test("a check without a diagnosis stays as it is", () => {
  const { lesson: _, ...passed } = failed();
  expect(narrowDiagnoses([passed])).toEqual([passed]);
});
