/**
 * Which checks say nothing new while another fails.
 *
 * The first check of a function is its foundation. A gradient or a law can hold for a function that is plainly wrong
 * (zeros have the gradient zero), so those wait for the foundation; so does everything when the code broke there.
 * Numeric checks are run all the same and may earn their points, but a failure is not reported a second time.
 * What a check needs beside that (`needs`) may fail by a known slip.
 */
import type { CheckSpec } from "#graders/spec/spec.ts";
import type { GradedCheck } from "./graded-check.ts";

export interface Dependency {
  /** Name of the check that has not passed. */
  readonly on: string;
  /** The check isn't even run. */
  readonly blocks: boolean;
}

export function unmetDependency(
  check: CheckSpec,
  all: readonly CheckSpec[],
  results: ReadonlyMap<string, GradedCheck>,
): Dependency | undefined {
  const functions = check.kind === "gradient" ? [check.call, check.by] : [check.call];
  const foundations = functions.flatMap((name) => foundationOf(name, all) ?? []);
  const needed = check.needs.filter((name) => !hasKnownSlip(results.get(name)));
  const unmet = [...foundations, ...needed].filter((name) => name !== check.name && isUnmet(results.get(name)));
  const numeric = check.kind === "cases" || check.kind === "matches";
  const blocking = unmet.find(
    (name) =>
      !numeric || check.needs.includes(name) || results.get(name)!.status !== "fail" || results.get(name)!.notStarted,
  );
  if (blocking !== undefined) return { on: blocking, blocks: true };
  return unmet[0] === undefined ? undefined : { on: unmet[0], blocks: false };
}

/** Wrong in a way of the catalogue: code that does something, whose slip has been charged where it showed. */
function hasKnownSlip(result: GradedCheck | undefined): boolean {
  return result?.status === "fail" && (result.lesson?.mistakes?.length ?? 0) > 0;
}

/** Name of the first check of a function. */
function foundationOf(name: string, all: readonly CheckSpec[]): string | undefined {
  return all.find((other) => other.call === name && other.kind !== "gradient")?.name;
}

function isUnmet(result: GradedCheck | undefined): boolean {
  return result !== undefined && (result.status === "fail" || result.status === "error" || result.status === "skipped");
}
