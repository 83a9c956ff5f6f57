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

/** Why an attempt counts, or doesn't. */
export type Reason =
  /** Chosen: by the rule where there are several. `tooLate`: there was nothing else. */
  | { readonly what: "chosen"; readonly rule: AttemptRule; readonly of: number; readonly tooLate: boolean }
  | { readonly what: "too late" }
  | { readonly what: "not graded" }
  /** Another is better, or as good and earlier; its number. */
  | { readonly what: "not better"; readonly than: number; readonly equal: boolean }
  | { readonly what: "not by the rule"; readonly rule: "first" | "last"; readonly than: number };

export function reasonFor(
  one: Candidate,
  chosen: Candidate,
  { rule, count }: { rule: AttemptRule; count: number },
): Reason {
  const isClosed = one.lateness.state === "closed";
  if (one === chosen) return { what: "chosen", rule, of: count, tooLate: isClosed };
  if (isClosed) return { what: "too late" };
  const than = chosen.attempt;
  if (rule !== "best") return { what: "not by the rule", rule, than };
  if (one.value === undefined) return { what: "not graded" };
  return { what: "not better", than, equal: chosen.value?.compare(one.value) === 0 };
}

/** In English; pages in other languages have words of their own. */
export function reasonInWords(reason: Reason): string {
  switch (reason.what) {
    case "chosen": {
      const alone = reason.of === 1 ? "It is the only one" : `It is the ${reason.rule} of ${reason.of}`;
      return reason.tooLate ? `${alone}, and nothing was handed in while it would have counted.` : `${alone}.`;
    }
    case "too late":
      return "It was handed in when nothing counts any more.";
    case "not graded":
      return "Nothing of it could be graded.";
    case "not better":
      return `Attempt ${reason.than} gives ${reason.equal ? "as much" : "more"}.`;
    case "not by the rule":
      return `Attempt ${reason.than} is the ${reason.rule}.`;
  }
}
