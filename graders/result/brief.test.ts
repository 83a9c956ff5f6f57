import { expect, test } from "vitest";
import { check, exercise, result } from "#reports/samples/build.ts";
import { withoutLessons, type Met } from "./brief.ts";

const mistake = { name: "left out √d", looksLike: "The scores are not scaled.", reread: "QK^T / √d" };
const one = (id: string, console: string) =>
  result(id, [
    exercise(
      "12-transformers/attention",
      "Attention",
      [
        check("a", 1, { status: "fail", lesson: { summary: "Wrong at [0].", call: "attend(q)", mistakes: [mistake] } }),
        check("b", 1, { status: "inconclusive", lesson: { summary: "The slope could not be measured." } }),
        check("c", 1, { status: "not graded", lesson: { summary: "x", problem: { kind: "grader", message: "Lost." } } }),
      ],
      { console },
    ),
  ]); // prettier-ignore

test("mistakes and the reasons of what could not be decided stay, lessons and output go", () => {
  const { exercises, submission } = withoutLessons(one("ada", "printed"));
  expect(exercises[0]).not.toHaveProperty("console");
  expect(exercises[0]!.checks.map(({ mistakes, reason }) => [mistakes, reason])).toEqual([
    [[mistake], undefined],
    [undefined, "The slope could not be measured."],
    [undefined, "Lost."],
  ]);
  expect(JSON.stringify(exercises)).not.toContain("attend(q)");
  expect(submission).toEqual({ id: "ada", files: {} });
});

test("exercises that came out alike are one object, whoever handed them in", () => {
  const met: Met = new Map();
  const [ada, bob] = [withoutLessons(one("ada", "x"), met), withoutLessons(one("bob", "y"), met)];
  expect(ada.exercises[0]).toBe(bob.exercises[0]);
  expect(met.size).toBe(1);
});
