/** Words of the page of a regrade: who would change, by how much, through which checks, and what was decided. */
import { writingOf } from "../writing.ts";

const { counted, number } = writingOf("en");

export const regrade = {
  title: "Regrade",
  skip: "Skip to the submissions",
  summary: (submissions: number): string =>
    `${counted(submissions, "submission", "submissions")} graded again under the specs as they are now.`,
  pending: "Proposed. Nothing counts before it is applied.",
  applied: (who: string, at: string): string => `Applied by ${who} on ${at}. The points after are those that count.`,
  dropped: (who: string, at: string): string => `Dropped by ${who} on ${at}. The points before are those that count.`,
  figures: {
    gain: "gain points",
    lose: "lose points",
    same: "keep their points, but a check changes",
    unchanged: "stay as they are",
  },
  spreadTitle: "By how much",
  change: "Change",
  submissions: "Submissions",
  range: (from: string, to: string): string => `${from} to ${to}`,
  checksTitle: "By check",
  checksNote: "How many submissions gain or lose points by each check, those with the most first.",
  check: "Check",
  exercise: "Exercise",
  gain: "Gain",
  lose: "Lose",
  same: "Same points",
  rowsTitle: "By submission",
  rowsNote: "Losses first, the largest on top.",
  none: "Every check came out as before.",
  show: "Show",
  all: "All",
  submission: "Submission",
  before: "Before",
  after: "After",
  checks: "Checks that come out otherwise",
  byHand: "Points given by hand stay.",
  absent: "not there",
  outcome: (word: string, points: number, maximum: number): string =>
    `${word} (${number(points)} of ${number(maximum)})`,
  more: (checks: number): string =>
    `and ${counted(checks, "more check", "more checks")}; all of them: gradecheck regrade --json`,
};
