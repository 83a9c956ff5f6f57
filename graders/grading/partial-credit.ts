/**
 * One slip is charged once. A backward pass that is right in itself earns its points though the forward pass is wrong;
 * and where the forward pass has a known slip, a backward pass that is the derivative of just that forward does too.
 *
 * Without the word "known" a pair such as "return x" and "return gradOutput" would earn the points of every exercise.
 */
import type { CheckContext } from "#graders/checks/context.ts";
import type { Finding } from "#graders/checks/finding.ts";
import {
  agreesWithOwnForward,
  backwardEqualsReference,
  checkGradient,
  type GradientSpec,
} from "#graders/checks/gradient/check.ts";
import type { Session } from "#graders/execution/executor.ts";
import type { CheckSpec } from "#graders/spec/spec.ts";
import { referenceSession } from "./sessions.ts";
import { passedCheck, type GradedCheck } from "./graded-check.ts";

/** A gradient check whose forward pass gave wrong values in some check, with options perhaps that the first doesn't use. */
export interface WrongForward {
  readonly gradient: GradientSpec;
  /** The slips of the catalogue that it looks like, each a function with a derivative of its own; none when one is not known. */
  readonly slips: readonly string[];
}

/** Set when `check` is about a backward pass whose forward pass has been found wrong. */
export function wrongForwardOf(
  check: CheckSpec,
  all: readonly CheckSpec[],
  results: ReadonlyMap<string, GradedCheck>,
): WrongForward | undefined {
  const gradient =
    check.kind === "gradient"
      ? check
      : all.find((other): other is GradientSpec => other.kind === "gradient" && other.by === check.call);
  if (!gradient || (check.call === gradient.call && check.kind !== "gradient")) return undefined;
  const wrong = all
    .filter(({ call, kind }) => call === gradient.call && (kind === "cases" || kind === "matches"))
    .map(({ name }) => results.get(name))
    .filter((result) => result?.status === "fail" && !result.notStarted);
  if (wrong.length === 0) return undefined;
  const named = wrong.map((result) => (result!.lesson?.mistakes ?? []).map(({ name }) => name));
  return { gradient, slips: named.every((names) => names.length > 0) ? [...new Set(named.flat())] : [] };
}

/** The gradient check beside a wrong forward pass: earned, or nothing to be said of it. */
export async function gradeBackward(
  { gradient, slips }: WrongForward,
  context: CheckContext,
): Promise<GradedCheck | undefined> {
  if (await backwardEqualsReference(gradient, context)) return passedCheck(gradient, gradient.runs ?? 1);
  if (slips.length === 0) return undefined;
  const beside = { ...context, forwards: sessionsOf(slips, context), shrinks: false };
  const { findings, decided, runs } = await checkGradient(gradient, beside);
  return findings.length === 0 && decided > 0 ? passedCheck(gradient, runs) : undefined;
}

/** Whether wrong answers of a backward pass are right beside the student's own forward, which has a known slip. */
export async function rightBesideOwnForward(
  { gradient, slips }: WrongForward,
  findings: readonly Finding[],
  context: CheckContext,
): Promise<boolean> {
  if (slips.length === 0 || findings.some(({ status }) => status !== "fail")) return false;
  const calls = findings.flatMap(({ probes }) => probes.map(({ call }) => call));
  const beside = { ...context, forwards: sessionsOf(slips, context) };
  return calls.length > 0 && (await agreesWithOwnForward(gradient, beside, calls)) === "agrees";
}

/** Where a slip doesn't show, the forward pass is the reference's. */
function sessionsOf(slips: readonly string[], { exercise, reference }: CheckContext): readonly Session[] {
  const mistakes = slips.flatMap((name) => exercise.mistakes.get(name) ?? []);
  return [...mistakes.map(({ exports }) => referenceSession(exercise, exports)), reference];
}
