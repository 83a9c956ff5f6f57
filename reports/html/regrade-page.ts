/** The page of a regrade: who would change, by how much, through which checks; and once it is decided, who decided what when. */
import type { CheckOutcome, SubmissionChange } from "#graders/result/changes.ts";
import { plain } from "../plain.ts";
import type { RegradeView } from "../regrade-table.ts";
import type { Language } from "../texts/language.ts";
import { changeSpread } from "./change-spread.ts";
import { pageFileName } from "./page-file-name.ts";
import { signedPoints } from "./signed-points.ts";
import { render } from "./templates.ts";

/** So many checks of a submission are listed; a spec that is written anew changes them all. */
const mostChecks = 8;

type Direction = "gain" | "lose" | "same";

export interface RegradePageOptions {
  readonly language: Language;
  /** Folder of the students' pages, relative to this page, with a slash at the end; without it names are no links. */
  readonly folder?: string;
}

export function regradePage(view: RegradeView, options: RegradePageOptions): string {
  return render("regrade", regradeView(view, options));
}

/** All that the template prints. */
export function regradeView(
  { changes, submissions, byHand, decision }: RegradeView,
  { language, folder }: RegradePageOptions,
) {
  const words = language.texts.regrade;
  return {
    lang: language.tag,
    foreign: language.tag !== "en",
    words,
    summary: words.summary(submissions),
    decided: decision?.what ?? "pending",
    decision: decision ? words[decision.what](plain(decision.who), language.date(decision.at)) : words.pending,
    figures: figuresOf(changes, submissions, language),
    spread: changeSpread(changes.map(differenceOf), language),
    checks: checksOf(changes),
    directions: (["lose", "gain", "same"] as const)
      .filter((direction) => changes.some((change) => directionOf(change) === direction))
      .map((direction) => ({ direction, name: words[direction] })),
    rows: changes.toSorted(byLoss).map((change) => ({
      href: folder === undefined ? "" : folder + pageFileName(change.submission),
      byHand: byHand.has(change.submission),
      ...rowOf(plain(change), language),
    })),
  };
}

function figuresOf(changes: readonly SubmissionChange[], submissions: number, language: Language) {
  const { figures } = language.texts.regrade;
  const count = (direction: Direction): number => changes.filter((change) => directionOf(change) === direction).length;
  const counts = {
    lose: count("lose"),
    gain: count("gain"),
    same: count("same"),
    unchanged: submissions - changes.length,
  };
  return (["lose", "gain", "same", "unchanged"] as const)
    .filter((key) => key !== "same" || counts.same > 0)
    .map((key) => ({ key, count: language.number(counts[key]), label: figures[key] }));
}

/** Every check that came out otherwise for someone, with how many; most points moved first. */
function checksOf(changes: readonly SubmissionChange[]) {
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
  return [...byCheck.values()].toSorted((a, b) => b.gain + b.lose - a.gain - a.lose);
}

function rowOf(change: SubmissionChange, language: Language) {
  const words = language.texts.regrade;
  const { submission, before, after, exercises } = change;
  const checks = exercises.flatMap(({ id, checks }) => checks.map((check) => ({ exercise: id, ...check })));
  const hidden = checks.length - mostChecks;
  const most = Math.max(after.maxPoints, before.points, after.points, Number.MIN_VALUE);
  const share = (points: number): string => ((100 * points) / most).toFixed(2);
  return {
    submission,
    direction: directionOf(change),
    before: language.number(before.points),
    after: language.number(after.points),
    maxPoints: language.number(after.maxPoints),
    change: signedPoints(language, differenceOf(change)),
    kept: share(Math.min(before.points, after.points)),
    moved: share(Math.abs(differenceOf(change))),
    checks: checks.slice(0, mostChecks).map(({ exercise, name, before: then, after: now }) => ({
      exercise,
      name,
      before: outcomeText(then, language),
      after: outcomeText(now, language),
    })),
    more: hidden > 0 ? words.more(hidden) : "",
  };
}

function outcomeText(outcome: CheckOutcome | undefined, { texts }: Language): string {
  if (!outcome) return texts.regrade.absent;
  return texts.regrade.outcome(texts.common.checkStatus[outcome.status].word, outcome.points, outcome.maxPoints);
}

function differenceOf({ before, after }: SubmissionChange): number {
  return after.points - before.points;
}

function directionOf(change: SubmissionChange): Direction {
  const difference = differenceOf(change);
  return difference > 0 ? "gain" : difference < 0 ? "lose" : "same";
}

/** Losses, the largest first; then gains, the largest first; then those that keep their points. */
function byLoss(one: SubmissionChange, other: SubmissionChange): number {
  const order: readonly Direction[] = ["lose", "gain", "same"];
  const [a, b] = [one, other].map((change) => order.indexOf(directionOf(change)));
  return a! - b! || Math.abs(differenceOf(other)) - Math.abs(differenceOf(one));
}
