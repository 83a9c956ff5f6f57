/** The page of a regrade: who would change, by how much, through which checks. */
import { plain } from "../plain.ts";
import { outcomeText, signed, summaryOf, type RegradeView } from "../regrade-table.ts";
import { counted, rounded } from "../words.ts";
import { render } from "./templates.ts";

export function regradePage(view: RegradeView): string {
  return render("regrade", pageView(view));
}

function pageView({ changes, submissions, byHand }: RegradeView) {
  const byCheck = new Map<string, { exercise: string; check: string; gain: number; lose: number; same: number }>();
  for (const { exercises } of changes)
    for (const { id, checks } of exercises)
      for (const { name, before, after } of checks) {
        const key = `${id}\n${name}`;
        const counts = byCheck.get(key) ?? { exercise: plain(id), check: plain(name), gain: 0, lose: 0, same: 0 };
        const difference = (after?.points ?? 0) - (before?.points ?? 0);
        counts[difference > 0 ? "gain" : difference < 0 ? "lose" : "same"] += 1;
        byCheck.set(key, counts);
      }
  return {
    title: "Regrade",
    summary: `${counted(submissions, "submission")} graded again under the specs as they are now: ${summaryOf(changes)}.`,
    checks: [...byCheck.values()].toSorted((a, b) => b.gain + b.lose - a.gain - a.lose),
    rows: changes.map(({ submission, before, after, exercises }) => ({
      submission: plain(submission),
      before: rounded(before.points),
      after: rounded(after.points),
      maxPoints: rounded(after.maxPoints),
      change: signed(after.points - before.points),
      byHand: byHand.has(submission),
      checks: exercises.flatMap(({ id, checks }) =>
        checks.map(({ name, before: then, after: now }) => ({
          exercise: plain(id),
          name: plain(name),
          before: outcomeText(then),
          after: outcomeText(now),
        })),
      ),
    })),
  };
}
