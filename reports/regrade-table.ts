/** What a regrade would change, for a terminal: a line for each submission, below it the checks that make the difference. */
import type { CheckOutcome, SubmissionChange } from "#graders/result/changes.ts";
import { cut, padEnd, padStart, width } from "./columns.ts";
import { oneLine } from "./plain.ts";
import { checkWords, counted, rounded } from "./words.ts";

export interface RegradeView {
  readonly changes: readonly SubmissionChange[];
  /** How many were graded again. */
  readonly submissions: number;
  /** Those with points given by hand, which stay. */
  readonly byHand: ReadonlySet<string>;
  /** Absent while it waits for one. */
  readonly decision?: Decision;
}

export interface Decision {
  readonly what: "applied" | "dropped";
  readonly who: string;
  /** ISO 8601, UTC. */
  readonly at: string;
}

const nameWidth = 32;

export function regradeTable({ changes, submissions, byHand }: RegradeView): string {
  const head = `${counted(submissions, "submission")} graded again: ${summaryOf(changes)}.`;
  const names = changes.map(({ submission }) => cut(oneLine(submission), nameWidth));
  const widest = Math.max(0, ...names.map(width));
  const lines = changes.flatMap(({ submission, before, after, exercises }, index) => [
    "",
    `${padEnd(names[index]!, widest)}  ${padStart(rounded(before.points), 5)} → ${rounded(after.points)} of ${rounded(after.maxPoints)} points (${signed(after.points - before.points)})${byHand.has(submission) ? "; points given by hand stay" : ""}`,
    ...exercises.flatMap(({ id, checks }) =>
      checks.map(
        ({ name, before: then, after: now }) =>
          `  ${outcomeText(then)} → ${outcomeText(now)}: ${id}, “${oneLine(name)}”`,
      ),
    ),
  ]);
  return [head, ...lines].join("\n");
}

/** How many gain, how many lose, how many keep their points though a check came out otherwise. */
export function summaryOf(changes: readonly SubmissionChange[]): string {
  if (changes.length === 0) return "nothing would change";
  const gains = changes.filter(({ before, after }) => after.points > before.points).length;
  const losses = changes.filter(({ before, after }) => after.points < before.points).length;
  const same = changes.length - gains - losses;
  return [
    `${counted(gains, "submission")} would gain points`,
    `${losses} would lose some`,
    ...(same > 0 ? [`${same} would keep theirs though something else changes`] : []),
  ].join(", ");
}

export function outcomeText(outcome: CheckOutcome | undefined): string {
  if (!outcome) return "not there";
  return `${checkWords[outcome.status].word} (${rounded(outcome.points)} of ${rounded(outcome.maxPoints)})`;
}

export function signed(points: number): string {
  return points > 0 ? `+${rounded(points)}` : points < 0 ? `−${rounded(-points)}` : "±0";
}
