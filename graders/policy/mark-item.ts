/** Points of one item that people mark: of the whole, or of each criterion of its rubric. */
import { Fraction } from "./fraction.ts";
import type { CriterionGrade, ItemGrade } from "./grade.ts";
import { leftOutFor } from "./left-out.ts";
import type { ManualEntry } from "./manual.ts";
import { maximumOf, type Criterion, type Item } from "./policy.ts";

export type MarkedItem = Omit<ItemGrade, "weight" | "dropped" | "earned"> & { readonly exactEarned: Fraction };

/**
 * @param entries - those in force for this item, the oldest first.
 * @param factorOf - the factor of lateness of the submission that an entry is about.
 */
export function markItem(
  item: Item,
  entries: readonly ManualEntry[],
  factorOf: (submission: string) => Fraction,
): MarkedItem {
  const byHand = entries.findLast(({ criterion }) => criterion === undefined);
  const criteria = (item.criteria ?? []).map((criterion) => markCriterion(criterion, entries));
  const last = entries.at(-1);
  const factor = last && item.handedIn !== false ? factorOf(last.submission) : Fraction.one;
  const points = pointsOf(byHand, criteria, item);
  return {
    id: item.id,
    title: item.title,
    maximum: maximumOf(item),
    points: points?.toNumber() ?? 0,
    exactEarned: (points ?? Fraction.zero).times(factor),
    factor: factor.toNumber(),
    pending: points === undefined,
    criteria,
    ...(byHand ? { byHand } : {}),
    ...(points === undefined ? leftOutFor("to mark") : {}),
  };
}

/** Undefined while something is still to be marked. */
function pointsOf(
  byHand: ManualEntry | undefined,
  criteria: readonly CriterionGrade[],
  item: Item,
): Fraction | undefined {
  if (byHand?.mode === "set") return Fraction.of(byHand.points);
  const isMarked = item.criteria ? criteria.every(({ points }) => points !== undefined) : byHand !== undefined;
  if (!isMarked) return undefined;
  const given = [...criteria.map(({ points }) => points!), ...(byHand ? [byHand.points] : [])];
  return Fraction.sum(given.map((each) => Fraction.of(each))).atLeast(Fraction.zero);
}

function markCriterion(
  { id, title, points: maximum, levels = [] }: Criterion,
  entries: readonly ManualEntry[],
): CriterionGrade {
  const byHand = entries.findLast(({ criterion }) => criterion === id);
  const head = { id, title, maximum };
  if (!byHand) return head;
  const points = Math.max(0, byHand.points);
  const level = levels.find((each) => each.points === points)?.title;
  return { ...head, points, byHand, ...(level === undefined ? {} : { level }) };
}

/** The item where there is no attempt, and so no mark of which it could be a part. */
export function unweighed({ exactEarned, ...item }: MarkedItem): ItemGrade {
  return { ...item, earned: exactEarned.toNumber(), weight: 0, dropped: false };
}
