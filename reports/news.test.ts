import { expect, test } from "vitest";
import { check, exercise, result } from "./samples/build.ts";
import { newsByExercise, newsSince } from "./news.ts";
import { languageOf } from "./texts/language.ts";

const relu = (...statuses: ("pass" | "fail" | "skipped" | "not graded" | "inconclusive")[]) =>
  exercise(
    "02-activations/relu",
    "ReLU",
    statuses.map((status, index) => check(`check ${index}`, 2, { status })),
  );
const names = (news: readonly { readonly check: string }[] | undefined) => news?.map(({ check }) => check);

test("what was not passed before and is now, and the other way round", () => {
  const news = newsSince(result("ada", [relu("fail", "pass", "pass")]), result("ada", [relu("pass", "fail", "pass")]));
  expect([names(news?.passed), names(news?.lost), news?.gained]).toEqual([["check 0"], ["check 1"], 0]);
});

test("nothing where all came out as before, or there was nothing before", () => {
  expect(newsSince(result("ada", [relu("fail")]), result("ada", [relu("fail")]))).toBeUndefined();
  expect(newsSince(undefined, result("ada", [relu("fail")]))).toBeUndefined();
});

test("of a file that was missing or broken before, everything that is passed is new", () => {
  const missing = { ...relu(), status: "missing" as const, maxPoints: 2 };
  expect(newsSince(result("ada", [missing]), result("ada", [relu("pass", "fail")]))).toMatchObject({
    gained: 2,
    passed: [{ exercise: { id: "02-activations/relu", title: "ReLU" }, check: "check 0" }],
    lost: [],
  });
});

test("a check that did not exist before, or could not be graded, is no news", () => {
  const ungraded = { ...relu(), status: "not graded" as const };
  const other = exercise("02-activations/relu", "ReLU", [check("another check", 2)]);
  expect(names(newsSince(result("ada", [other]), result("ada", [relu("pass", "pass")]))?.passed)).toEqual([]);
  expect(names(newsSince(result("ada", [ungraded]), result("ada", [relu("pass")]))?.passed)).toEqual([]);
});

test("what can't be decided this time is not lost", () => {
  const news = newsSince(
    result("ada", [relu("pass", "pass", "pass")]),
    result("ada", [relu("not graded", "inconclusive", "skipped")]),
  );
  expect(names(news?.lost)).toEqual(["check 2"]);
});

test("points that are sums of tenths are exact", () => {
  const before = result("ada", [relu("fail")], { points: 0.1 });
  expect(newsSince(before, result("ada", [relu("pass")], { points: 0.30000000000000004 }))?.gained).toBe(0.2);
});

test("of many checks of an exercise five are named and the others counted", () => {
  const news = Array.from({ length: 7 }, (_, index) => ({
    exercise: { id: "02-activations/relu", title: "ReLU" },
    check: `check ${index}`,
  }));
  expect(newsByExercise(news, languageOf("en").texts)).toEqual([
    {
      id: "02-activations/relu",
      title: "ReLU",
      checks: ["check 0", "check 1", "check 2", "check 3", "check 4"],
      more: "and 2 more",
    },
  ]);
});

test("says whether specs or files are others", () => {
  const before = result("ada", [relu("fail")]);
  const after = result("ada", [relu("pass")]);
  expect(newsSince(before, after)).toMatchObject({ otherChecks: false, sameFiles: true });
  const files = { "exercises/02-activations/relu.ts": "b".repeat(64) };
  const changed = { ...after, specs: "d".repeat(64), submission: { ...after.submission, files } };
  expect(newsSince(before, changed)).toMatchObject({ otherChecks: true, sameFiles: false });
});
