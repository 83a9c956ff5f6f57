/** Which attempt counts, and why each of the others doesn't. An attempt counts as a whole. */
import type { Fraction } from "./fraction.ts";
import type { Lateness } from "./lateness.ts";
import type { AttemptRule } from "./policy.ts";

export interface Candidate {
  readonly attempt: number;
  readonly lateness: Lateness;
  /** What it would give; absent where nothing of it could be graded. */
  readonly value?: Fraction;
}

/** What was handed in too late does not count, unless there is nothing else; then it counts with nothing. @param candidates - in order, at least one. */
export function choose<One extends Candidate>(candidates: readonly One[], rule: AttemptRule): One {
  const open = candidates.filter(({ lateness }) => lateness.state !== "closed");
  const standing = open.length > 0 ? open : candidates;
  if (rule === "first") return standing[0]!;
  if (rule === "last") return standing.at(-1)!;
  // Of those that are equally good, the first.
  return standing.reduce((best, one) => (isBetter(one, best) ? one : best));
}

function isBetter({ value }: Candidate, { value: other }: Candidate): boolean {
  return value !== undefined && (other === undefined || value.compare(other) > 0);
}

export function reasonFor(
  one: Candidate,
  chosen: Candidate,
  { rule, count }: { rule: AttemptRule; count: number },
): string {
  const isClosed = one.lateness.state === "closed";
  if (one === chosen) {
    const alone = count === 1 ? "It is the only one" : `It is the ${rule} of ${count}`;
    return isClosed ? `${alone}, and nothing was handed in while it would have counted.` : `${alone}.`;
  }
  if (isClosed) return "It was handed in when nothing counts any more.";
  return rule === "best"
    ? one.value === undefined
      ? "Nothing of it could be graded."
      : `Attempt ${chosen.attempt} gives ${chosen.value?.compare(one.value) === 0 ? "as much" : "more"}.`
    : `Attempt ${chosen.attempt} is the ${rule}.`;
}
