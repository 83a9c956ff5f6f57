/**
 * Whether a check could be passed by code that computes nothing: the first check of a function is what all others of that
 * function build on, so it must ask for values, or say which check of values it needs.
 *
 * A law holds for zeros too, and a function that always throws refuses all that is to be refused. Points for held-out labels
 * are the exception: nothing but the right answers reaches an accuracy.
 */
import type { CheckSpec, Spec } from "#graders/spec/spec.ts";

export function foundationFaults({ checks }: Spec): string[] {
  return checks
    .filter(
      (check, index) =>
        isFoundation(check, checks.slice(0, index)) && !asksForValues(check) && check.needs.length === 0,
    )
    .map(
      ({ name, call }) =>
        `The check “${name}” is the first of ${call}, and code that computes nothing may pass it. Say under "needs" which check of values must have passed.`,
    );
}

function isFoundation(check: CheckSpec, before: readonly CheckSpec[]): boolean {
  return check.kind !== "gradient" && !before.some((other) => other.kind !== "gradient" && other.call === check.call);
}

function asksForValues(check: CheckSpec): boolean {
  if (check.kind === "cases") return check.cases.some(({ expect }) => expect !== undefined);
  return check.kind === "matches" || (check.kind === "property" && check.property === "reaches-accuracy");
}
