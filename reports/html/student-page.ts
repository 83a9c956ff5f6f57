/** The page for one submission. */
import type { Result } from "#graders/result/result.ts";
import { plain } from "../plain.ts";
import { problemWords } from "../problem.ts";
import { isOpen, openInWords, scoreInWords, scoreOf, shareOf, statusCounts, unitsOf } from "../score.ts";
import { asSeenBy, type Audience } from "../visibility.ts";
import { counted, exerciseWords, listed, rounded, sentenceCase } from "../words.ts";
import { gradingFacts } from "./grading-facts.ts";
import { render } from "./templates.ts";
import { unitViews } from "./unit-view.ts";

export function studentPage(result: Result, { audience }: { audience: Audience }): string {
  return render("student", studentView(plain(asSeenBy(audience, result)), audience));
}

/** All that the template prints. */
export function studentView(result: Result, audience: Audience) {
  const score = scoreOf(result);
  const share = shareOf(score);
  const units = unitViews(unitsOf(result));
  return {
    submission: result.submission.id,
    audience: audience === "instructor" ? "Instructor's copy: it shows hidden checks in full." : "",
    points: share === undefined ? sentenceCase(scoreInWords(score)) : rounded(score.points),
    maxPoints: share === undefined ? "" : `of ${counted(score.maxPoints, "point")}`,
    percent: share === undefined ? "" : `${Math.round(100 * share)} %`,
    counts: countsInWords(result),
    open: isOpen(score)
      ? `${openInWords(score)} could not be graded, through no fault of yours. Nothing of it is lost: it is left out of the score.`
      : "",
    problem: result.problem ? problemWords(result.problem) : null,
    units,
    key: statusCounts(result).map(({ status }) => exerciseWords[status]),
    printed: units.filter(({ begun, untouched }) => begun.length + untouched.length > 0),
    facts: gradingFacts(result),
    files: Object.entries(result.submission.files).map(([path, hash]) => ({ path, hash: hash.slice(0, 12) })),
  };
}

function countsInWords(result: Result): string {
  const total = result.exercises.length;
  if (total === 0) return "No exercise was graded.";
  const counts = statusCounts(result).map(({ status, count }) => `${count} ${exerciseWords[status].word}`);
  return `${counted(total, "exercise")}: ${listed(counts)}.`;
}
