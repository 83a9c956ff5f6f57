import { expect, test } from "vitest";
import type { SubmissionChange } from "#graders/result/changes.ts";
import { regradeView } from "./html/regrade-page.ts";
import { regradePage, regradeTable } from "./index.ts";
import { languageOf } from "./texts/language.ts";

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

const en = { language: languageOf("en") };

test("the page counts each check and shows names as text", () => {
  const page = regradePage(view, en);
  expect(page).toContain("&lt;b&gt;bob&lt;/b&gt;");
  expect(page).not.toContain("<b>bob");
  expect(page).toMatch(
    /the slope at 0<\/span><\/th><td><code>02-activations\/relu<\/code><\/td><td class="numeric">3<\/td>/,
  );
  expect(page.match(/Points given by hand stay/g)).toHaveLength(1);
});

test("the page tells losses first, and how many stay as they are", () => {
  const { rows, figures, spread } = regradeView(view, en);
  expect(rows.map(({ submission, change }) => [submission, change])).toEqual([
    ["<b>bob</b>\n", "−3"],
    ["ada", "+2"],
    ["eve", "±0"],
  ]);
  expect(figures.map(({ key, count }) => [key, count])).toEqual([
    ["lose", "1"],
    ["gain", "1"],
    ["same", "1"],
    ["unchanged", "9"],
  ]);
  expect(spread.map(({ label, count, tone }) => [label, count, tone])).toEqual([
    ["−3", "1", "lose"],
    ["±0", "1", "same"],
    ["+2", "1", "gain"],
  ]);
});

test("the page says whether it was decided, by whom and when, in the language of its reader", () => {
  const decision = { what: "applied", who: "kim", at: "2026-11-28T09:05:00Z" } as const;
  const german = { language: languageOf("de") };
  expect(regradeView(view, en).decision).toBe("Proposed. Nothing counts before it is applied.");
  expect(regradeView({ ...view, decision }, en).decision).toBe(
    "Applied by kim on 28 November 2026 at 09:05. The points after are those that count.",
  );
  expect(regradeView({ ...view, decision: { ...decision, what: "dropped" } }, german).decision).toBe(
    "Verworfen von kim am 28. November 2026 um 09:05. Es zählen die Punkte davor.",
  );
});

test("of a submission whose checks all changed, eight are listed and the others counted", () => {
  const [ada] = view.changes;
  const checks = Array.from({ length: 11 }, (_, index) => ({ name: `check ${index}`, after: outcome("pass", 2) }));
  const changes = [{ ...ada!, exercises: [{ ...ada!.exercises[0]!, checks }] }];
  const [row] = regradeView({ ...view, changes }, en).rows;
  expect(row!.checks).toHaveLength(8);
  expect(row!.more).toBe("and 3 more checks; all of them: gradecheck regrade --json");
});
