import { expect, test } from "vitest";
import type { SubmissionChange } from "#graders/result/changes.ts";
import { regradePage, regradeTable } from "./index.ts";

const outcome = (status: "pass" | "fail" | "not graded", points: number) => ({ status, points, maxPoints: 2 });

function change(submission: string, before: number, after: number): SubmissionChange {
  return {
    submission,
    before: { points: before, maxPoints: 10 },
    after: { points: after, maxPoints: 10 },
    exercises: [
      {
        id: "02-activations/relu",
        before: { points: before, maxPoints: 10 },
        after: { points: after, maxPoints: 10 },
        checks: [
          { name: "the slope at 0", before: outcome("fail", 0), after: outcome("pass", 2) },
          { name: "a new one", after: outcome("not graded", 0) },
        ],
      },
    ],
  };
}

const view = {
  changes: [change("ada", 5, 7), change("<b>bob</b>\n\u001b[31m", 7, 4), change("eve", 5, 5)],
  submissions: 12,
  byHand: new Set(["ada"]),
};

test("the table says who gains and loses, and by which check", () => {
  expect(regradeTable(view)).toBe(
    [
      "12 submissions graded again: 1 submission would gain points, 1 would lose some, 1 would keep theirs though something else changes.",
      "",
      "ada             5 → 7 of 10 points (+2); points given by hand stay",
      "  wrong answer (0 of 2) → passed (2 of 2): 02-activations/relu, “the slope at 0”",
      "  not there → not graded (0 of 2): 02-activations/relu, “a new one”",
      "",
      "<b>bob</b>      7 → 4 of 10 points (−3)",
      "  wrong answer (0 of 2) → passed (2 of 2): 02-activations/relu, “the slope at 0”",
      "  not there → not graded (0 of 2): 02-activations/relu, “a new one”",
      "",
      "eve             5 → 5 of 10 points (±0)",
      "  wrong answer (0 of 2) → passed (2 of 2): 02-activations/relu, “the slope at 0”",
      "  not there → not graded (0 of 2): 02-activations/relu, “a new one”",
    ].join("\n"),
  );
  expect(regradeTable({ changes: [], submissions: 1, byHand: new Set() })).toBe(
    "1 submission graded again: nothing would change.",
  );
});

test("the page counts each check and shows names as text", () => {
  const page = regradePage(view);
  expect(page).toContain("&lt;b&gt;bob&lt;/b&gt;");
  expect(page).not.toContain("<b>bob");
  expect(page).toMatch(/<th scope="row">the slope at 0<\/th><td>02-activations\/relu<\/td><td class="numeric">3<\/td>/);
  expect(page.match(/Points given by hand stay/g)).toHaveLength(1);
});
